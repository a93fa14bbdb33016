#include "period/burn_rate.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::Eq;
using testing::Optional;

constexpr Percent kHigh = Percent::ofTenThousandths(999'000);

/// What a service used that was down in the newest time and up before; of each window, what it has
/// of that.
SpanUses downFor(Duration down) {
  SpanUses uses;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    const Duration length = kBurnSpans[i];
    uses[i] = {std::min(down, length), length, true};
  }
  return uses;
}

/// Names of the long windows that alert.
std::vector<std::string> alerting(const SpanUses& uses, Percent target = kHigh) {
  std::vector<std::string> names;
  for (const BurnRate& rate : burnRates(uses, target)) {
    if (rate.alerting) names.emplace_back(rate.pair.long_name);
  }
  return names;
}

TEST(BurnRateTest, IsHowManyTimesTooFastTheBudgetGoes) {
  const auto rates = burnRates(downFor(minutes(1)), kHigh);
  ASSERT_EQ(rates.size(), 4U);
  EXPECT_EQ(rates[0].pair.long_name, "1h");
  // 1 of 60 minutes is 16.6667 times 0.1 %; of 5 minutes 200 times.
  EXPECT_THAT(rates[0].long_rate, Optional(166'667));
  EXPECT_THAT(rates[0].short_rate, Optional(2'000'000));
  // 1 of 4320 minutes, 1 of 360.
  EXPECT_THAT(rates[3].long_rate, Optional(2'315));
  EXPECT_THAT(rates[3].short_rate, Optional(27'778));
}

TEST(BurnRateTest, AlertsWhenBothWindowsReachTheThreshold) {
  // 14.4 times 0.1 % of an hour are 51.84 s; 6 times of 6 hours 129.6 s; 3 times of a day 259.2 s;
  // once of 3 days 259.2 s, of 6 hours 21.6 s.
  EXPECT_THAT(alerting(downFor(Duration(51'839))), ElementsAre());
  EXPECT_THAT(alerting(downFor(Duration(51'840))), ElementsAre("1h"));
  EXPECT_THAT(alerting(downFor(Duration(129'600))), ElementsAre("1h", "6h"));
  EXPECT_THAT(alerting(downFor(Duration(259'199))), ElementsAre("1h", "6h"));
  EXPECT_THAT(alerting(downFor(Duration(259'200))), ElementsAre("1h", "6h", "1d", "3d"));
}

TEST(BurnRateTest, IsSilentWhenTheShortWindowIsWellAgain) {
  SpanUses uses = downFor(minutes(5));
  uses[0].spent = uses[1].spent = Duration(0);
  EXPECT_THAT(alerting(uses), ElementsAre("1d", "3d")) << "five and thirty minutes without trouble";
}

TEST(BurnRateTest, OfWhatNobodyKnowsIsEmptyAndSilent) {
  SpanUses uses = downFor(Duration(0));
  for (SpanUse& use : uses) use.known = false;
  EXPECT_THAT(burnRates(uses, kHigh)[0].long_rate, Eq(std::nullopt));
  EXPECT_THAT(alerting(uses), ElementsAre());
}

TEST(BurnRateTest, OfATargetThatAllowsNothingAlertsAtOnce) {
  const Percent whole = Percent::ofTenThousandths(Percent::kWhole);
  EXPECT_THAT(alerting(downFor(Duration(0)), whole), ElementsAre());
  EXPECT_THAT(burnRates(downFor(Duration(0)), whole)[0].long_rate, Optional(0));
  EXPECT_THAT(alerting(downFor(Duration(1)), whole), ElementsAre("1h", "6h", "1d", "3d"));
  EXPECT_THAT(burnRates(downFor(Duration(1)), whole)[0].long_rate, Eq(std::nullopt));
}

TEST(BurnRateTest, CountsAsTheDefinitionSays) {
  ClassTimes times;
  times.add(TimeClass::kUp, minutes(30));
  times.add(TimeClass::kDegraded, minutes(10));
  times.add(TimeClass::kMaintenance, minutes(15));
  times.add(TimeClass::kExcluded, minutes(5));
  const SpanUse use = spanUse(times, hours(1), {MaintenancePolicy::kExclude, 500});
  EXPECT_EQ(use.spent, minutes(5)) << "half of the degraded time";
  EXPECT_EQ(use.counts, minutes(40));
  EXPECT_TRUE(use.known);
  EXPECT_EQ(spanUse(times, hours(1), {MaintenancePolicy::kCountDown, 1000}).spent, minutes(15));
  EXPECT_FALSE(spanUse({}, hours(1), {}).known);
}

TEST(BurnRateTest, PercentagesOfABudgetMayExceedAHundred) {
  EXPECT_THAT(percentOf(seconds(30), seconds(20)), Optional(1'500'000));
  EXPECT_THAT(percentOf(seconds(1), seconds(3)), Optional(333'333));
  EXPECT_THAT(percentOf(seconds(1), seconds(0)), Eq(std::nullopt));
}

}  // namespace
}  // namespace itops::sla
