#pragma once

#include <bitset>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string_view>

namespace itops::scheduler {

/// One field of a cron expression: which numbers it allows.
struct CronField {
  std::bitset<60> numbers;
  bool restricted = false;  ///< false when it begins with `*`
};

/// Times by the five fields `minute hour day-of-month month day-of-week`. Each field is a list of
/// `*`, `a` or `a-b`, the first and the last with an optional step (`*/5`, `8-18/2`). Days of the
/// week are 0 to 7, both ends meaning Sunday. When both fields for days are restricted a day of
/// either counts, else a day must suit both. Knows nothing of time zones. A value. [any]
class CronExpression {
 public:
  using WallTime = std::chrono::local_seconds;

  /// Throws Error(kInvalid, "schedule_invalid") naming the field, what it held and what is
  /// expected, and for days that never come such as 30 February.
  static CronExpression parse(std::string_view text);

  /// The first matching minute that begins at or after a time; empty when none does for 41 years,
  /// which parse() excludes.
  std::optional<WallTime> nextAtOrAfter(WallTime time) const;

  /// True when all hours match: such a job follows elapsed time when the clocks are changed.
  bool isHourly() const;

 private:
  CronExpression() = default;
  bool matchesDay(std::chrono::local_days day) const;
  std::optional<std::chrono::minutes> minuteOfDay(std::chrono::minutes earliest) const;

  CronField minute_;
  CronField hour_;
  CronField day_of_month_;
  CronField month_;
  CronField day_of_week_;
};

}  // namespace itops::scheduler
