// Figures by HTTP alone: pushes of the last two hours, counted at once, then every route that shows
// what became of them.

#include <gmock/gmock.h>

#include "e2e/eventually.hpp"
#include "e2e/shared_core.hpp"
#include "itops/timestamp.hpp"

namespace itops::test {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr const char* kGalera = "acme/infra/prod/c1/galera";
constexpr const char* kCache = "acme/infra/prod/c2/cache";

Timestamp wholeSecondNow() {
  return std::chrono::floor<seconds>(std::chrono::system_clock::now());
}

/// A time zone in which it is about noon, so that the last two hours lie in one day and month.
std::string noonZone() {
  const auto hour = (std::chrono::floor<hours>(wholeSecondNow()).time_since_epoch() % 24).count();
  const auto ahead = 12 - hour;
  return "Etc/GMT" + std::string(ahead > 0 ? "-" : "+") + std::to_string(std::abs(ahead));
}

std::int64_t number(const json::value& value) {
  return value.as_int64();
}

class SlaFigures : public FreshCore {
 protected:
  SlaFigures() : FreshCore({{"ITOPS_TIMEZONE", noonZone()}}) {}

  /// Half an hour up, ten minutes down, up again; beside it a service that is only up.
  void pushTwoHours() {
    push(kGalera, "critical", 0, "OPERATIONAL");
    push(kGalera, "critical", 30, "DOWN");
    push(kGalera, "critical", 40, "OPERATIONAL");
    push(kGalera, "critical", 80, "OPERATIONAL");
    push(kCache, "low", 0, "OPERATIONAL");
    push(kCache, "low", 50, "OPERATIONAL");
    push(kCache, "low", 100, "OPERATIONAL");
    const Answer counted = api.call("POST", "/api/v1/sla/aggregate");
    ASSERT_EQ(counted.status, 200) << json::serialize(counted.body);
  }
  void push(const char* path, const char* tier, int minute, const char* status) {
    const Answer answer = api.push({{"path", path},
                                    {"criticality", tier},
                                    {"slaGroup", "database-cluster"},
                                    {"status", status},
                                    {"expectedIntervalSeconds", 1800},
                                    {"observedAt", formatTimestamp(start_ + minutes(minute))}});
    ASSERT_LT(answer.status, 300) << json::serialize(answer.body);
  }

  Answer periods(const std::string& query) const {
    Answer answer = api.get("/api/v1/sla/periods?" + query);
    EXPECT_EQ(answer.status, 200) << json::serialize(answer.body);
    return answer;
  }
  Answer budget() const { return api.get(std::string("/api/v1/sla/budget?path=") + kGalera); }
  /// How much was counted: 105 minutes, or 5 more when the time goes on meanwhile.
  std::int64_t countedMs() const {
    const Timestamp until = *parseTimestamp(budget().text("burnRatesAt"));
    return std::chrono::duration_cast<milliseconds>(until - start_).count();
  }

  const Timestamp start_ =
      std::chrono::floor<minutes>(wholeSecondNow()) -
      std::chrono::floor<minutes>(wholeSecondNow()).time_since_epoch() % minutes(5) - hours(2);
};

constexpr std::int64_t kDownMs = 600'000;

// SLA-09, SLA-10, SLA-11, START-42
TEST_F(SlaFigures, DaysAndMonthsAreWhatWasPushed) {
  pushTwoHours();
  const std::int64_t counted = countedMs();
  EXPECT_GE(counted, 105 * 60'000);
  EXPECT_LE(counted, 110 * 60'000);
  for (const char* type : {"daily", "weekly", "monthly", "yearly"}) {
    const Answer answer = periods(std::string("path=") + kGalera + "&type=" + type);
    const json::value& item = answer["items"].as_array().back();
    EXPECT_EQ(number(item.at("upMs")), counted - kDownMs) << type;
    EXPECT_EQ(number(item.at("downMs")), kDownMs) << type;
    EXPECT_EQ(number(item.at("unknownMs")), 0) << type;
    EXPECT_NEAR(item.at("uptimePercent").as_double(),
                100.0 * static_cast<double>(counted - kDownMs) / static_cast<double>(counted),
                0.00006)
        << type;
    EXPECT_EQ(item.at("coveragePercent"), json::value(100.0)) << type;
    EXPECT_EQ(item.at("downtimeMinutes"), json::value(10.0)) << type;
    EXPECT_EQ(item.at("status"), json::value("breached")) << type;
    EXPECT_EQ(item.at("final"), json::value(false)) << type;
  }
}

TEST_F(SlaFigures, HoursOfTheDayAreTheSumOfItsWindows) {
  pushTwoHours();
  std::int64_t up = 0, down = 0;
  const Answer answer = periods(std::string("path=") + kGalera + "&type=hourly");
  for (const json::value& item : answer["items"].as_array()) {
    up += number(item.at("upMs"));
    down += number(item.at("downMs"));
  }
  EXPECT_EQ(up, countedMs() - kDownMs);
  EXPECT_EQ(down, kDownMs);
}

// SLA-23
TEST_F(SlaFigures, NewServicesHaveADefinitionBeforeAnythingIsCounted) {
  push(kGalera, "critical", 115, "OPERATIONAL");
  const Answer run = api.call("POST", "/api/v1/jobs/sla.assign_definitions/run");
  ASSERT_LT(run.status, 300) << json::serialize(run.body);
  EXPECT_TRUE(eventually(
      [this] { return number(api.get("/api/v1/sla/overview")["servicesWithSla"]) == 1; }));
  EXPECT_EQ(api.get("/api/v1/sla/groups/database-cluster").text("definition"), "critical");
}

// SLA-114
TEST_F(SlaFigures, AGroupAcrossTwoNodesIsTheSumOfItsMembers) {
  pushTwoHours();
  const std::int64_t counted = countedMs();
  const Answer days = periods("group=database-cluster");
  const json::value& today = days["items"].as_array().back();
  EXPECT_EQ(number(today.at("upMs")), 2 * counted - kDownMs);
  EXPECT_EQ(number(today.at("downMs")), kDownMs);
  const Answer group = api.get("/api/v1/sla/groups/database-cluster");
  EXPECT_EQ(group["memberCount"], json::value(2));
  EXPECT_EQ(group.text("definition"), "critical") << "the strictest of its members";
  const json::array& members = group["members"].as_array();
  EXPECT_THAT(texts(members, "path"), testing::ElementsAre(kGalera, kCache));
  EXPECT_THAT(texts(members, "slaStatus"), testing::ElementsAre("breached", "met"));
  EXPECT_EQ(members.at(1).at("uptimePercent"), json::value(100.0));
}

TEST_F(SlaFigures, TheOverviewCountsBoth) {
  pushTwoHours();
  const Answer overview = api.get("/api/v1/sla/overview");
  EXPECT_EQ(overview["totalServices"], json::value(2));
  EXPECT_EQ(overview["servicesWithSla"], json::value(2));
  EXPECT_EQ(overview["metCount"], json::value(1));
  EXPECT_EQ(overview["breachedCount"], json::value(1));
  EXPECT_EQ(overview["noDataCount"], json::value(0));
  const auto counted = static_cast<double>(countedMs());
  EXPECT_NEAR(overview["averageUptime"].as_double(),
              (100 + 100 * (counted - static_cast<double>(kDownMs)) / counted) / 2, 0.00011);
  EXPECT_THAT(texts(overview["groups"].as_array(), "name"),
              testing::ElementsAre("database-cluster"));
}

TEST_F(SlaFigures, TheBudgetIsSpentAndNoLongerBurns) {
  pushTwoHours();
  const Answer answer = budget();
  const Timestamp end = *parseTimestamp(answer.text("periodEnd"));
  const auto month = std::chrono::duration_cast<milliseconds>(end - start_).count();
  EXPECT_EQ(number(answer["allowedMs"]), month / 10'000) << "0.01 % from the first window on";
  EXPECT_EQ(number(answer["spentMs"]), kDownMs);
  EXPECT_EQ(number(answer["leftMs"]), month / 10'000 - kDownMs);
  const json::array& rates = answer["burnRates"].as_array();
  EXPECT_EQ(rates.at(0).at("longRate"), json::value(0.0)) << "an hour without trouble";
  // 600 of 21,600 s are 277.7778 times 0.01 %.
  EXPECT_EQ(rates.at(1).at("longRate"), json::value(277.7778));
  EXPECT_EQ(rates.at(1).at("alerting"), json::value(false));
  EXPECT_EQ(rates.at(3).at("alerting"), json::value(true)) << "3 days and 6 hours";
}

}  // namespace
}  // namespace itops::test
