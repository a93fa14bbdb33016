#include "arithmetic/uptime.hpp"

#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

struct Parts {
  Duration up{0}, degraded{0}, down{0}, maintenance{0}, unknown{0}, excluded{0};
};

ClassTimes timesOf(const Parts& parts) {
  ClassTimes times;
  times.add(TimeClass::kUp, parts.up);
  times.add(TimeClass::kDegraded, parts.degraded);
  times.add(TimeClass::kDown, parts.down);
  times.add(TimeClass::kMaintenance, parts.maintenance);
  times.add(TimeClass::kUnknown, parts.unknown);
  times.add(TimeClass::kExcluded, parts.excluded);
  return times;
}

std::string text(const std::optional<Percent>& percent) {
  return percent ? percent->toString() : "null";
}

std::string uptime(const Parts& parts, const CountingPolicy& policy = {}) {
  return text(uptimePercent(timesOf(parts), policy));
}

TEST(PercentTest, RoundsHalfToEven) {
  EXPECT_EQ(text(Percent::ofRatio(1, 2'000'000)), "0.0000");
  EXPECT_EQ(text(Percent::ofRatio(3, 2'000'000)), "0.0002");
  EXPECT_EQ(text(Percent::ofRatio(5, 2'000'000)), "0.0002");
  EXPECT_EQ(text(Percent::ofRatio(2, 3)), "66.6667");
  EXPECT_EQ(text(Percent::ofRatio(1, 3)), "33.3333");
}

TEST(PercentTest, IsNeverRoundedUpToAHundred) {
  EXPECT_EQ(text(Percent::ofRatio(9'999'999'999, 10'000'000'000)), "99.9999");
  EXPECT_EQ(text(Percent::ofRatio(7, 7)), "100.0000");
}

TEST(PercentTest, OfNothingIsNoFigure) {
  EXPECT_EQ(text(Percent::ofRatio(0, 0)), "null");
}

TEST(PercentTest, ACenturyOfAHundredThousandServicesFits) {
  const std::int64_t century = std::int64_t{100} * 366 * 86'400'000 * 100'000;
  EXPECT_EQ(text(Percent::ofRatio(century / 2, century)), "50.0000");
}

TEST(UptimePercentTest, UnknownAndExcludedTimeDontCount) {
  EXPECT_EQ(
      uptime({.up = minutes(3), .down = minutes(1), .unknown = hours(9), .excluded = hours(9)}),
      "75.0000");
}

TEST(UptimePercentTest, WithoutKnownTimeThereIsNoFigure) {
  EXPECT_EQ(uptime({}), "null");
  EXPECT_EQ(uptime({.unknown = minutes(5)}), "null");
  EXPECT_EQ(uptime({.maintenance = minutes(2), .excluded = minutes(3)}), "null");
}

TEST(UptimePercentTest, DegradedCountsByItsWeight) {
  const Parts parts{.up = minutes(2), .degraded = minutes(2)};
  EXPECT_EQ(uptime(parts), "100.0000");
  EXPECT_EQ(uptime(parts, {.degraded_weight = 500}), "75.0000");
  EXPECT_EQ(uptime(parts, {.degraded_weight = 0}), "50.0000");
}

TEST(UptimePercentTest, MaintenanceCountsByPolicy) {
  const Parts parts{.up = minutes(2), .down = minutes(1), .maintenance = minutes(1)};
  EXPECT_EQ(uptime(parts), "66.6667");
  EXPECT_EQ(uptime(parts, {.maintenance = MaintenancePolicy::kCountUp}), "75.0000");
  EXPECT_EQ(uptime(parts, {.maintenance = MaintenancePolicy::kCountDown}), "50.0000");
}

TEST(CoveragePercentTest, IsKnownTimeOfWhatIsNotExcluded) {
  EXPECT_EQ(text(coveragePercent(timesOf({.up = minutes(1),
                                          .maintenance = minutes(1),
                                          .unknown = minutes(2),
                                          .excluded = minutes(1)}))),
            "50.0000");
  EXPECT_EQ(text(coveragePercent(timesOf({.excluded = minutes(5)}))), "null");
}

TEST(ErrorBudgetTest, IsTheDowntimeThatTheTargetAllowsInTheWholePeriod) {
  const auto target = Percent::ofTenThousandths(999'000);
  const auto budget = errorBudget(timesOf({.up = hours(24), .down = minutes(10)}), hours(720),
                                  target, CountingPolicy{});
  EXPECT_EQ(budget.allowed, seconds(2592));
  EXPECT_EQ(budget.spent, minutes(10));
  EXPECT_EQ(budget.left(), seconds(1992));
}

TEST(ErrorBudgetTest, ExcludedAndMaintenanceTimeAllowNothing) {
  const auto target = Percent::ofTenThousandths(990'000);
  const auto times = timesOf({.maintenance = hours(10), .excluded = hours(10)});
  EXPECT_EQ(errorBudget(times, hours(120), target, {}).allowed, hours(1));
}

struct StatusCase {
  const char* name;
  Duration down;
  SlaStatus expected;
};

class SlaStatusTest : public ::testing::TestWithParam<StatusCase> {};

TEST_P(SlaStatusTest, FollowsTheSpentBudget) {
  const auto times = timesOf({.up = hours(99), .down = GetParam().down});
  const auto budget = errorBudget(times, hours(100), Percent::ofTenThousandths(990'000), {});
  EXPECT_EQ(slaStatus(times, budget, {}), GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(Budget, SlaStatusTest,
                         ::testing::Values(StatusCase{"Nothing", minutes(0), SlaStatus::kMet},
                                           StatusCase{"Below", minutes(44), SlaStatus::kMet},
                                           StatusCase{"ThreeQuarters", minutes(45),
                                                      SlaStatus::kAtRisk},
                                           StatusCase{"AllOfIt", minutes(60), SlaStatus::kAtRisk},
                                           StatusCase{"More", minutes(61), SlaStatus::kBreached}),
                         [](const auto& one) { return one.param.name; });

TEST(SlaStatusTest, WithoutKnownTimeSaysSo) {
  const auto times = timesOf({.unknown = hours(1)});
  EXPECT_EQ(slaStatus(times, {}, {}), SlaStatus::kNoData);
}

TEST(SlaStatusTest, ATargetOfAHundredIsBreachedByTheFirstMillisecond) {
  const auto times = timesOf({.up = hours(1), .down = Duration(1)});
  const auto whole = Percent::ofTenThousandths(Percent::kWhole);
  EXPECT_EQ(slaStatus(times, errorBudget(times, hours(24), whole, {}), {}), SlaStatus::kBreached);
}

}  // namespace
}  // namespace itops::sla
