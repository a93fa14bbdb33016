#include "http/route_table.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::http {
namespace {

using Kind = RouteMatch::Kind;

Route route(Method method, std::string path) {
  return {method, std::move(path), Access::open(), {"Try it"}, [](const Request&) {
            return Response{};
          }};
}

class RouteTableTest : public testing::Test {
 protected:
  void add(Method method, const char* path, const char* owner = "kernel") {
    table.add(owner, route(method, path));
  }
  // The registered path that a request leads to; empty for none.
  std::string found(const char* method, const char* path) {
    table.freeze();
    const auto match = table.match(method, path);
    return match.kind == Kind::kHandler ? match.route->route.path : "";
  }

  RouteTable table;
};

TEST_F(RouteTableTest, FindsLiteralsAndParameters) {
  add(Method::kGet, "/");
  add(Method::kGet, "/things");
  add(Method::kGet, "/things/{id}");
  add(Method::kGet, "/things/{id}/parts/{part}");
  EXPECT_EQ(found("GET", "/"), "/");
  EXPECT_EQ(found("GET", "/things"), "/things");
  EXPECT_EQ(found("GET", "/things/7"), "/things/{id}");
  EXPECT_EQ(found("GET", "/things/7/parts/8"), "/things/{id}/parts/{part}");
  EXPECT_EQ(found("GET", "/things/"), "");
  EXPECT_EQ(found("GET", "//things"), "");
  EXPECT_EQ(found("GET", "/things/7/parts"), "");
  EXPECT_EQ(found("GET", "/THINGS"), "");
}

TEST_F(RouteTableTest, PrefersLiteralsAndStepsBackToParameters) {
  add(Method::kGet, "/things/new");
  add(Method::kGet, "/things/{id}/parts");
  add(Method::kGet, "/things/{id}");
  EXPECT_EQ(found("GET", "/things/new"), "/things/new");
  EXPECT_EQ(found("GET", "/things/new/parts"), "/things/{id}/parts");
}

TEST_F(RouteTableTest, CapturesRawSegments) {
  add(Method::kGet, "/a/{x}/b/{y}");
  table.freeze();
  const auto match = table.match("GET", "/a/1%2F2/b/z");
  ASSERT_EQ(match.captures.count, 2U);
  EXPECT_EQ(match.captures.values[0], "1%2F2");
  EXPECT_EQ(match.captures.values[1], "z");
}

TEST_F(RouteTableTest, AnEncodedSlashSeparatesNothing) {
  add(Method::kGet, "/a/b");
  EXPECT_EQ(found("GET", "/a%2Fb"), "");
  EXPECT_EQ(found("GET", "/%61/b"), "/a/b");
}

TEST_F(RouteTableTest, ServesHeadByGetAndTellsTheOthers) {
  add(Method::kGet, "/things");
  add(Method::kPost, "/things");
  EXPECT_EQ(found("HEAD", "/things"), "/things");
  EXPECT_EQ(table.match("OPTIONS", "/things").kind, Kind::kOptions);
  EXPECT_EQ(table.match("BREW", "/things").kind, Kind::kMethodNotAllowed);
  EXPECT_EQ(table.match("PUT", "/things").allow, "GET, HEAD, POST, OPTIONS");
  EXPECT_EQ(table.match("PUT", "/none").kind, Kind::kNotFound);
}

TEST_F(RouteTableTest, NamesBothOwnersOfATakenOperation) {
  add(Method::kGet, "/things/{id}", "sla");
  try {
    add(Method::kGet, "/things/{name}", "backup");
    FAIL() << "the operation was taken twice";
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kConflict);
    EXPECT_EQ(error.code(), "route_duplicate");
    EXPECT_STREQ(error.what(),
                 "Route GET /things/{name} of backup is already registered by sla as /things/{id}: "
                 "one of them must take another path.");
  }
}

TEST_F(RouteTableTest, TakesNothingAfterFreeze) {
  table.freeze();
  EXPECT_THROW(add(Method::kGet, "/late"), Error);
}

TEST_F(RouteTableTest, RemovesAnOwnersRoutes) {
  add(Method::kGet, "/things", "sla");
  add(Method::kPost, "/things", "backup");
  table.freeze();
  table.removeOwner("sla");
  EXPECT_EQ(table.match("GET", "/things").kind, Kind::kMethodNotAllowed);
  EXPECT_EQ(table.match("POST", "/things").route->owner, "backup");
  EXPECT_EQ(table.routes().size(), 1U);
  table.removeOwner("nobody");
}

TEST_F(RouteTableTest, AFailedPluginsPathsCanBeTakenAgain) {
  add(Method::kGet, "/things", "sla");
  table.removeOwner("sla");
  EXPECT_NO_THROW(add(Method::kGet, "/things", "backup"));
}

TEST_F(RouteTableTest, GatesAPluginButNotItsNeighbours) {
  add(Method::kGet, "/sla/report", "sla");
  add(Method::kGet, "/sla/kernel-page", "kernel");
  table.freeze();
  table.gate("/sla", "sla");
  EXPECT_EQ(table.match("GET", "/sla/report").kind, Kind::kPluginDisabled);
  EXPECT_EQ(table.match("GET", "/sla/report").plugin_id, "sla");
  EXPECT_EQ(table.match("POST", "/sla/report").kind, Kind::kPluginDisabled);
  EXPECT_EQ(table.match("GET", "/sla/unknown").kind, Kind::kPluginDisabled);
  EXPECT_EQ(table.match("GET", "/sla%2Freport").kind, Kind::kPluginDisabled);
  EXPECT_EQ(table.match("GET", "/sla/kernel-page").kind, Kind::kHandler);
  EXPECT_EQ(table.match("GET", "/slate").kind, Kind::kNotFound);
  table.ungate("/sla", "sla");
  EXPECT_EQ(table.match("GET", "/sla/report").kind, Kind::kHandler);
}

TEST_F(RouteTableTest, ListsRoutesInTheSameOrderAlways) {
  add(Method::kPost, "/b");
  add(Method::kGet, "/b");
  add(Method::kGet, "/a");
  table.freeze();
  ASSERT_EQ(table.routes().size(), 3U);
  EXPECT_EQ(table.routes()[0]->route.path, "/a");
  EXPECT_EQ(table.routes()[1]->route.method, Method::kGet);
  EXPECT_EQ(table.routes()[2]->index, 2U);
}

}  // namespace
}  // namespace itops::http
