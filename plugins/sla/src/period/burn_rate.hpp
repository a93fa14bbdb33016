#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "arithmetic/class_times.hpp"
#include "arithmetic/uptime.hpp"

namespace itops::sla {

/// Two windows that must both burn: the long one says that it matters, the short one that it is
/// still going on.
struct BurnPair {
  std::chrono::minutes long_window;
  std::chrono::minutes short_window;
  std::string_view long_name;
  std::string_view short_name;
  std::int64_t threshold;  ///< ten-thousandths: 144'000 is 14.4 times as fast as is allowed
};
inline constexpr std::array<BurnPair, 4> kBurnPairs{{
    {std::chrono::minutes(60), std::chrono::minutes(5), "1h", "5m", 144'000},
    {std::chrono::minutes(360), std::chrono::minutes(30), "6h", "30m", 60'000},
    {std::chrono::minutes(1440), std::chrono::minutes(120), "1d", "2h", 30'000},
    {std::chrono::minutes(4320), std::chrono::minutes(360), "3d", "6h", 10'000},
}};

/// All windows of the pairs, which end at the same instant.
inline constexpr std::array<std::chrono::minutes, 7> kBurnSpans{
    std::chrono::minutes(5),   std::chrono::minutes(30),  std::chrono::minutes(60),
    std::chrono::minutes(120), std::chrono::minutes(360), std::chrono::minutes(1440),
    std::chrono::minutes(4320)};

/// What a window used of the budget.
struct SpanUse {
  Duration spent{0};
  Duration counts{0};  ///< time of which the target allows its share to be down
  bool known = false;
};
/// One for each of kBurnSpans.
using SpanUses = std::array<SpanUse, kBurnSpans.size()>;

/// How many times as fast as is allowed a budget is spent, in ten-thousandths.
struct BurnRate {
  BurnPair pair;
  std::optional<std::int64_t> long_rate;   ///< empty: nothing is known, or nothing is allowed
  std::optional<std::int64_t> short_rate;  ///< likewise
  bool alerting = false;                   ///< both have reached the threshold
};

/// @param length of the window; for a sum of members' times the sum of theirs
SpanUse spanUse(const ClassTimes& times, Duration length, const CountingPolicy& policy);

/// The rates of all pairs. At 1 the budget of a month is spent exactly at its end. Where the target
/// allows nothing, any time down alerts. Pure. [any]
std::vector<BurnRate> burnRates(const SpanUses& uses, Percent target);

/// `part` of `whole` in ten-thousandths of a percent, rounded half up, also above 100; empty for a
/// whole of zero. Pure. [any]
std::optional<std::int64_t> percentOf(Duration part, Duration whole);

}  // namespace itops::sla
