#include "forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <vector>

namespace itops::storage {
namespace {

using std::chrono::hours;

constexpr Timestamp kNow = std::chrono::sys_days{std::chrono::year{2026} / 3 / 15};

/// Steps of three hours up to now, of which the first is number 0.
std::vector<UseStep> steps(int count, const std::function<double(int)>& free_percent) {
  std::vector<UseStep> list;
  for (int i = 0; i < count; ++i) {
    list.push_back({kNow - (count - 1 - i) * kForecastStep, free_percent(i), std::nullopt});
  }
  return list;
}

std::optional<hours> hoursUntilFull(const std::vector<UseStep>& list) {
  const Figures newest{std::nullopt, std::nullopt, list.back().free_percent};
  const auto full_at = forecastFullAt(list, newest, kNow, kNow);
  if (!full_at) return std::nullopt;
  return std::chrono::round<hours>(*full_at - kNow);
}

TEST(Forecast, ContinuesASteadyTrend) {
  // One percent in three hours, 40 are left.
  EXPECT_EQ(hoursUntilFull(steps(41, [](int i) { return 80.0 - i; })), hours(120));
}

TEST(Forecast, IsNotBentByBurstsAndCleanUps) {
  const auto trend = [](int i) {
    if (i % 10 == 3) return 20.0;
    return i % 10 == 7 ? 95.0 : 80.0 - i * 0.5;
  };
  EXPECT_EQ(hoursUntilFull(steps(81, trend)), hours(240));
}

TEST(Forecast, IsNoneForWhatDoesNotFill) {
  EXPECT_FALSE(hoursUntilFull(steps(80, [](int) { return 40.0; })));
  EXPECT_FALSE(hoursUntilFull(steps(80, [](int i) { return 40.0 + i * 0.1; })));
  // Grows by day, is emptied each night.
  EXPECT_FALSE(hoursUntilFull(steps(80, [](int i) { return 60.0 - 5 * (i % 8); })));
  EXPECT_FALSE(hoursUntilFull(steps(80, [](int i) { return 50.0 + 10 * std::sin(i * 2.4); })));
}

TEST(Forecast, IsNoneBeyondAYear) {
  const auto slowly = [](double percent) {
    return hoursUntilFull(steps(100, [=](int i) { return 50.0 + percent - i * percent / 99; }));
  };
  // 297 hours for that much, 8,760 for 50 percent.
  EXPECT_TRUE(slowly(1.70));
  EXPECT_FALSE(slowly(1.69));
}

TEST(Forecast, NeedsEightStepsOverMostOfADay) {
  const auto falling = [](int i) { return 80.0 - i; };
  EXPECT_TRUE(hoursUntilFull(steps(8, falling)));
  EXPECT_FALSE(hoursUntilFull(steps(7, falling)));
  std::vector<UseStep> gap = steps(9, falling);
  gap.erase(gap.begin());
  gap.front().at += hours(1);
  EXPECT_FALSE(hoursUntilFull(gap));
  EXPECT_FALSE(hoursUntilFull(steps(1, falling)));
}

TEST(Forecast, WantsAFreshReport) {
  const std::vector<UseStep> list = steps(41, [](int i) { return 80.0 - i; });
  const Figures newest{std::nullopt, std::nullopt, 40};
  EXPECT_TRUE(forecastFullAt(list, newest, kNow - hours(24), kNow));
  EXPECT_FALSE(forecastFullAt(list, newest, kNow - hours(24) - std::chrono::seconds(1), kNow));
}

TEST(Forecast, IsNeverInThePast) {
  const std::vector<UseStep> list = steps(41, [](int i) { return 80.0 - i; });
  const Figures newest{std::nullopt, std::nullopt, 1};
  EXPECT_EQ(forecastFullAt(list, newest, kNow - hours(20), kNow), kNow);
}

// Half of the way through the mount was made twice as large: by percent it seems to have emptied.
TEST(Forecast, ComparesBytesWithWhatTheMountHoldsToday) {
  std::vector<UseStep> list = steps(41, [](int i) { return i < 20 ? 60.0 - i : 80.0 - i * 0.5; });
  for (std::size_t i = 0; i < list.size(); ++i) list[i].used_bytes = 400.0 + 10.0 * i;
  const Figures newest{2000, 800, 60};
  const auto full_at = forecastFullAt(list, newest, kNow, kNow);
  ASSERT_TRUE(full_at);
  // 0.5 percent of 2,000 bytes in three hours, 60 percent are left.
  EXPECT_EQ(std::chrono::round<hours>(*full_at - kNow), hours(360));
  list.front().used_bytes.reset();
  EXPECT_FALSE(forecastFullAt(list, newest, kNow, kNow)) << "without bytes at each step";
}

}  // namespace
}  // namespace itops::storage
