#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/instant.hpp"

namespace itops::sla {

/// Length of the windows that observations are aggregated into, aligned to UTC.
inline constexpr std::chrono::minutes kWindowLength{5};

/// The window that an instant lies in.
constexpr Interval windowOf(Instant instant) {
  const auto since_epoch = instant.time_since_epoch();
  const auto into_window = (since_epoch % kWindowLength + kWindowLength) % kWindowLength;
  return {instant - into_window, instant - into_window + kWindowLength};
}

enum class PeriodType { kHourly, kDaily, kWeekly, kMonthly, kQuarterly, kYearly };

/// `hourly`, `daily`, `weekly`, `monthly`, `quarterly`, `yearly`. [any]
std::string_view periodTypeName(PeriodType type);
/// The type of that exact name; empty for another text. [any]
std::optional<PeriodType> parsePeriodType(std::string_view name);

/// A calendar period on the clocks of a time zone.
struct Period {
  PeriodType type = PeriodType::kDaily;
  /// `2026-03-01T14Z` (UTC), `2026-03-01`, `2026-W09`, `2026-03`, `2026-Q1` or `2026`.
  std::string key;
  Interval interval;  ///< a day of a change of clocks has 23 or 25 hours

  bool operator==(const Period&) const = default;
};

/// Calendar arithmetic of one time zone. A value. [any]
class Calendar {
 public:
  /// @param time_zone IANA name. Throws Error(kInvalid, "time_zone_unknown").
  explicit Calendar(std::string_view time_zone);

  /// The period that an instant lies in. Weeks are ISO weeks, from Monday.
  Period periodOf(PeriodType type, Instant instant) const;

  /// All periods that have a part in the interval, in order.
  std::vector<Period> periodsIn(PeriodType type, const Interval& interval) const;

  /// The instant at which a local date begins there; a midnight that the clocks skip begins when
  /// they have gone forward, one that they show twice at the first.
  Instant startOf(std::chrono::year_month_day date) const;

  /// What the clocks show at an instant.
  std::chrono::local_time<Duration> localTime(Instant instant) const;

  const std::string& timeZone() const { return time_zone_; }

 private:
  std::chrono::year_month_day localDate(Instant instant) const;
  Period calendarPeriod(PeriodType type, std::chrono::year_month_day first,
                        std::chrono::year_month_day next) const;

  std::string time_zone_;
  const void* zone_;  ///< date::time_zone, which lives as long as the process
};

}  // namespace itops::sla
