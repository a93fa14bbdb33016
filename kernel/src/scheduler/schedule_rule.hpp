#pragma once

#include <optional>
#include <string>

#include "itops/scheduler.hpp"
#include "itops/timestamp.hpp"
#include "scheduler/cron_expression.hpp"
#include "time/time_zone.hpp"

namespace itops::scheduler {

/// A schedule that has been checked and can tell its due instants. Pure; a value. [any]
class ScheduleRule {
 public:
  /// Throws Error(kInvalid, "schedule_invalid" or "time_zone_unknown") naming what is wrong.
  /// @param platform_time_zone what an empty time zone means
  ScheduleRule(const Schedule& schedule, const std::string& platform_time_zone);

  /// The first due instant after one.
  Timestamp nextAfter(Timestamp instant) const;

  /// `every 5m`, `daily at 07:00` or `cron 0 7 * * 1`.
  const std::string& text() const { return text_; }
  /// Name of the time zone; empty for `every`, which needs none.
  const std::string& timeZone() const { return time_zone_; }

 private:
  Timestamp nextByInterval(Timestamp instant) const;
  TimeZone::Instant nextHourly(TimeZone::Instant earliest) const;
  TimeZone::Instant nextByWallTime(TimeZone::Instant earliest) const;

  std::string text_;
  std::string time_zone_;
  std::chrono::seconds interval_{0};
  std::optional<CronExpression> cron_;  ///< empty for an interval
  std::optional<TimeZone> zone_;
};

}  // namespace itops::scheduler
