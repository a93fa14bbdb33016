#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "arithmetic/class_times.hpp"
#include "arithmetic/period.hpp"
#include "arithmetic/uptime.hpp"
#include "definition/definition.hpp"

namespace itops::sla {

/// The sum of windows that is stored for an hour, a day or a month.
struct StoredPeriod {
  Instant start{};
  ClassTimes times;
  std::int32_t revision = 1;
};

/// What a subject's times are held against.
struct Yardstick {
  std::optional<Percent> target;  ///< empty: nothing was promised
  CountingPolicy counting;
  /// How many times over a period's time passes: the members of a group whose time is the sum of
  /// theirs, 1 for everything else.
  std::int64_t times_over = 1;
};

/// How a subject did in one period.
struct Figures {
  Period period;
  ClassTimes times;
  std::optional<Percent> uptime;
  std::optional<Percent> coverage;
  std::optional<Percent> target;
  ErrorBudget budget;
  SlaStatus status = SlaStatus::kNoData;
  std::int64_t incidents = 0;
  std::int32_t revision = 0;  ///< 0: nothing was counted
  bool final = false;         ///< all its windows were counted
};

/// `met`, `at_risk`, `breached`, `no_data`. [any]
std::string_view slaStatusName(SlaStatus status);

/// True for a group whose time is the sum of its members'. Pure. [any]
///
/// @param definition null for a subject without one
bool sumsMembers(const Definition* definition, Subject kind);

/// What a definition holds figures against; `members` counts for groups whose time is the sum of
/// their members'. Pure. [any]
///
/// @param definition null for a subject without one
Yardstick yardstickOf(const Definition* definition, Subject kind, std::int64_t members);

/// The figures of one period. The budget is that of the time counted so far and of the time that is
/// still to come: time before the first observation and archived time allow nothing. Pure. [any]
///
/// @param counted_until start of the first window that was not counted; empty before the first
Figures figuresOf(const Period& period, const ClassTimes& times, const Yardstick& yardstick,
                  std::optional<Instant> counted_until);

/// The figures of each period, with the sum of what is stored in it. A day or month counts where
/// its noon lies, so that it stays in its place when the definition's time zone changes. The
/// revision grows with that of each part. Pure. [any]
///
/// @param periods adjoining, in order
/// @param stored in order
std::vector<Figures> figuresOf(std::span<const Period> periods,
                               std::span<const StoredPeriod> stored, const Yardstick& yardstick,
                               std::optional<Instant> counted_until);

/// From the start of a stored day or month to the instant that says where it counts.
inline constexpr std::chrono::hours kNoon{12};

}  // namespace itops::sla
