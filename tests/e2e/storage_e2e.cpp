// Storage pushes as the whole program takes them.

#include <gmock/gmock.h>

#include "e2e/eventually.hpp"
#include "e2e/shared_core.hpp"
#include "itops/timestamp.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;

class Storage : public SharedCore {
 protected:
  Answer report(const json::object& body) {
    return api.call("POST", "/api/v1/storage/report", json::serialize(body));
  }
  Answer report(const std::string& service, double free_percent) {
    return report({{"path", path(service)}, {"freePercent", free_percent}});
  }
  json::object shown(const std::string& service) {
    const json::array items = api.all("/api/v1/storage?path=" + path(service));
    return items.empty() ? json::object{} : items[0].as_object();
  }
};

// PUSH-30, PUSH-31, PUSH-32
TEST_F(Storage, HasItsLevelsAtTheExactBorders) {
  const auto level = [&](double percent) { return report("db", percent).text("status"); };
  EXPECT_EQ(level(30.01), "healthy");
  EXPECT_EQ(level(30), "warning");
  EXPECT_EQ(level(10), "warning");
  EXPECT_EQ(level(9.99), "critical");
}

// SLA-54, SLA-56
TEST_F(Storage, TakesAServiceAlone) {
  const Answer answer = report({{"service", "alone-disk"}, {"freePercent", 70}});
  EXPECT_EQ(answer.status, 201);
  EXPECT_THAT(answer.warnings(), ElementsAre("path.padded"));
  EXPECT_EQ(answer.text("path"), "unknown/unknown/unknown/unknown/alone-disk");
  EXPECT_EQ(answer["freePercent"], json::value(70));
}

// SLA-58, SLA-59
TEST_F(Storage, WithoutFiguresIsEmptyAndWarns) {
  const Answer answer = report({{"path", path("db")}, {"usedBytes", 5}});
  EXPECT_EQ(answer["freePercent"], json::value(100));
  EXPECT_THAT(answer.warnings(), ElementsAre("storage.no_figures"));
  EXPECT_THAT(report({{"path", path("db")}, {"allocatedBytes", 1}, {"usedBytes", 2}}).warnings(),
              ElementsAre("storage.clamped"));
}

// SLA-57, SLA-89
TEST_F(Storage, TakesNumbersAsScriptsWriteThem) {
  const Answer answer =
      api.call("POST", "/api/v1/storage/report",
               R"({"path": ")" + path("db") +
                   R"(", "allocatedBytes": 1.073741824e11, "usedBytes": "53687091200"})");
  EXPECT_EQ(answer["freePercent"], json::value(50));
  EXPECT_EQ(shown("db").at("usedBytes"), json::value(53687091200));
}

// SLA-60: known by a health push with a tag, no figures yet.
TEST_F(Storage, ListsTaggedServicesBeforeTheFirstReport) {
  api.push({{"path", path("cache")}, {"status", "OPERATIONAL"}, {"tags", {"elasticache"}}});
  api.push({{"path", path("web")}, {"status", "OPERATIONAL"}, {"tags", {"frontend"}}});
  EXPECT_THAT(texts(api.all("/api/v1/storage?path=" + node()), "serviceName"),
              ElementsAre("cache"));
  EXPECT_TRUE(shown("cache").at("freePercent").is_null());
}

TEST_F(Storage, SaysNothingOfHealth) {
  api.push(path("db"), "DOWN");
  report("db", 80);
  EXPECT_EQ(api.service(path("db")).at("status"), json::value("DOWN"));
  EXPECT_THAT(api.snapshots(path("db")), SizeIs(1));
  report("new", 5);
  EXPECT_EQ(api.service(path("new")).at("status"), json::value("UNKNOWN"));
  EXPECT_THAT(api.snapshots(path("new")), IsEmpty());
}

TEST_F(Storage, ThatComesLateChangesHistoryOnly) {
  const Answer first = report("db", 50);
  const std::string hour_ago = formatTimestamp(std::chrono::floor<std::chrono::seconds>(
      std::chrono::system_clock::now() - std::chrono::hours(1)));
  const Answer late = report({{"path", path("db")}, {"freePercent", 5}, {"observedAt", hour_ago}});
  EXPECT_EQ(late["freePercent"], json::value(50));
  const json::array history = api.all("/api/v1/storage/" + first.text("id") + "/history");
  EXPECT_THAT(texts(history, "status"), ElementsAre("healthy", "critical"));
  EXPECT_EQ(history[1].at("at"), json::value(hour_ago));
}

TEST_F(Storage, IsForecastByTheJob) {
  const auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  for (int hours = 48; hours >= 0; --hours) {
    report({{"path", path("db")},
            {"freePercent", 20 + hours},
            {"observedAt", formatTimestamp(now - std::chrono::hours(hours))}});
  }
  EXPECT_TRUE(shown("db").at("fullAt").is_null());
  EXPECT_EQ(api.call("POST", "/api/v1/jobs/storage.keep_history/run").status, 202);
  ASSERT_TRUE(eventually([&] { return !shown("db").at("fullAt").is_null(); }));
  const auto full_at = *parseTimestamp(textOf(shown("db").at("fullAt")));
  EXPECT_NEAR(std::chrono::duration<double>(full_at - now).count(), 20 * 3600, 3600);
}

TEST_F(Storage, ComesAsCsv) {
  report("db", 50);
  const Answer answer =
      api.call("GET", "/api/v1/storage?path=" + path("db"), "", {{"Accept", "text/csv"}});
  EXPECT_THAT(answer.raw.body, testing::HasSubstr("\"" + path("db") + "\""));
}

}  // namespace
}  // namespace itops::test
