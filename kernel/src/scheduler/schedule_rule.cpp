#include "scheduler/schedule_rule.hpp"

#include <algorithm>
#include <cctype>

#include "config/duration.hpp"
#include "itops/error.hpp"

namespace itops::scheduler {
namespace {

using std::chrono::seconds;

constexpr seconds kIntervalMin{1};
constexpr seconds kIntervalMax = std::chrono::days(366);

seconds checkedInterval(const std::string& text) {
  const seconds interval(std::stoll(text));
  if (interval >= kIntervalMin && interval <= kIntervalMax) return interval;
  throw Error(ErrorKind::kInvalid, "schedule_invalid",
              "The interval of " + text + " seconds can't be kept; use 1 s to 366 days.");
}

/// `30 7 * * *` for `07:30`.
std::string cronOfTimeOfDay(const std::string& text) {
  const auto digit = [&](std::size_t i) {
    return std::isdigit(static_cast<unsigned char>(text[i]));
  };
  const bool well_formed = text.size() == 5 && text[2] == ':' && digit(0) && digit(1) && digit(3) &&
                           digit(4) && text.substr(0, 2) < "24" && text[3] < '6';
  if (well_formed) return text.substr(3) + " " + text.substr(0, 2) + " * * *";
  throw Error(ErrorKind::kInvalid, "schedule_invalid",
              "The time of day '" + text + "' can't be read; write HH:MM from 00:00 to 23:59.");
}

TimeZone checkedZone(const std::string& name) {
  if (const auto zone = TimeZone::find(name)) return *zone;
  throw Error(ErrorKind::kInvalid, "time_zone_unknown",
              "The time zone '" + name +
                  "' is unknown; use a name of the time zone database such as Europe/Berlin "
                  "(package tzdata).");
}

}  // namespace

ScheduleRule::ScheduleRule(const Schedule& schedule, const std::string& platform_time_zone) {
  if (schedule.kind() == Schedule::Kind::kEvery) {
    interval_ = checkedInterval(schedule.text());
    text_ = "every " + config::formatDuration(interval_);
    return;
  }
  const bool daily = schedule.kind() == Schedule::Kind::kDailyAt;
  text_ = (daily ? "daily at " : "cron ") + schedule.text();
  time_zone_ = schedule.timeZone().empty() ? platform_time_zone : schedule.timeZone();
  cron_ = CronExpression::parse(daily ? cronOfTimeOfDay(schedule.text()) : schedule.text());
  zone_ = checkedZone(time_zone_);
}

Timestamp ScheduleRule::nextAfter(Timestamp instant) const {
  if (!cron_) return nextByInterval(instant);
  const TimeZone::Instant earliest = std::chrono::floor<seconds>(instant) + seconds(1);
  return cron_->isHourly() ? nextHourly(earliest) : nextByWallTime(earliest);
}

Timestamp ScheduleRule::nextByInterval(Timestamp instant) const {
  const Timestamp::duration interval = interval_;
  auto past = instant.time_since_epoch() % interval;
  if (past < past.zero()) past += interval;
  return instant - past + interval;
}

/// By elapsed time: what the clocks show twice is due twice, what they skip is not.
TimeZone::Instant ScheduleRule::nextHourly(TimeZone::Instant earliest) const {
  for (;;) {
    const TimeZone::Span span = zone_->spanAt(earliest);
    const TimeZone::WallTime from(earliest.time_since_epoch() + span.offset);
    const auto next = cron_->nextAtOrAfter(from).value_or(TimeZone::WallTime::max());
    const TimeZone::Instant instant(next.time_since_epoch() - span.offset);
    if (instant < span.end) return instant;
    earliest = span.end;
  }
}

/// By what the clocks show: once for each time, whether they show it twice or skip it.
TimeZone::Instant ScheduleRule::nextByWallTime(TimeZone::Instant earliest) const {
  auto from = zone_->wallTimeAt(earliest);
  for (;;) {
    const auto next = cron_->nextAtOrAfter(from);
    if (!next) return TimeZone::Instant::max();
    const TimeZone::Instant instant = zone_->firstInstantOf(*next);
    if (instant >= earliest) return instant;
    from = *next + seconds(1);
  }
}

}  // namespace itops::scheduler
