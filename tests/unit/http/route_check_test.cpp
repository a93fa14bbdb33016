#include "http/route_check.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::http {
namespace {

Route good() {
  return {Method::kGet, "/things/{id}", Access::open(), {"Try it"}, [](const Request&) {
            return Response{};
          }};
}

struct BadRoute {
  const char* name;
  void (*spoil)(Route&);
  const char* message;  ///< a part of it
};

class BadRouteTest : public testing::TestWithParam<BadRoute> {};

TEST_P(BadRouteTest, IsRefusedWithItsName) {
  Route route = good();
  GetParam().spoil(route);
  try {
    checkRoute("sla", route);
    FAIL() << "the route was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "route_invalid");
    const std::string message = error.what();
    EXPECT_NE(message.find("Route GET " + route.path + " of sla"), std::string::npos) << message;
    EXPECT_NE(message.find(GetParam().message), std::string::npos) << message;
  }
}

INSTANTIATE_TEST_SUITE_P(
    Routes, BadRouteTest,
    testing::Values(
        BadRoute{"NoHandler", [](Route& r) { r.handler = nullptr; }, "exactly one"},
        BadRoute{"BothHandlers", [](Route& r) { r.deferred = [](const Request&, Responder&) {}; },
                 "exactly one"},
        BadRoute{"NoSummary", [](Route& r) { r.doc.summary.clear(); }, "summary"},
        BadRoute{"NoSlash", [](Route& r) { r.path = "things"; }, "begin with /"},
        BadRoute{"EmptyPath", [](Route& r) { r.path = ""; }, "begin with /"},
        BadRoute{"EmptySegment", [](Route& r) { r.path = "/a//b"; }, "empty segment"},
        BadRoute{"SlashAtTheEnd", [](Route& r) { r.path = "/a/"; }, "empty segment"},
        BadRoute{"HalfAParameter", [](Route& r) { r.path = "/a/x{id}"; }, "whole segment"},
        BadRoute{"NamelessParameter", [](Route& r) { r.path = "/a/{}"; }, "whole segment"},
        BadRoute{"RepeatedParameter", [](Route& r) { r.path = "/{a}/{a}"; }, "twice"},
        BadRoute{"TooManyParameters",
                 [](Route& r) { r.path = "/{a}/{b}/{c}/{d}/{e}/{f}/{g}/{h}/{i}"; }, "at most 8"},
        BadRoute{"SpaceInPath", [](Route& r) { r.path = "/a b"; }, "other characters"},
        BadRoute{"BrokenRequestSchema", [](Route& r) { r.doc.request_schema = "{"; },
                 "request_schema is not JSON"},
        BadRoute{"SchemaThatIsAList", [](Route& r) { r.doc.response_schema = "[]"; },
                 "no JSON Schema object"},
        BadRoute{"BrokenQuerySchema",
                 [](Route& r) {
                   r.doc.query = {{"limit", "", "int"}};
                 },
                 "query parameter limit"}),
    [](const auto& tested) { return tested.param.name; });

TEST(RouteCheck, TellsTheParameterNamesInOrder) {
  Route route = good();
  route.path = "/a/{first}/b/{second}";
  EXPECT_EQ(checkRoute("sla", route), (std::vector<std::string>{"first", "second"}));
}

TEST(RouteCheck, KeysIgnoreParameterNames) {
  Route route = good();
  const auto key = operationKey(route);
  route.path = "/things/{name}";
  EXPECT_EQ(operationKey(route), key);
  route.method = Method::kPut;
  EXPECT_NE(operationKey(route), key);
}

}  // namespace
}  // namespace itops::http
