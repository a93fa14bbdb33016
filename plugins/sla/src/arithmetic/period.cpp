#include "arithmetic/period.hpp"

#include <date/tz.h>

#include <array>
#include <cstdio>
#include <stdexcept>
#include <utility>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

using std::chrono::days;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;
using std::chrono::years;

constexpr std::array<std::pair<PeriodType, std::string_view>, 6> kTypeNames{{
    {PeriodType::kHourly, "hourly"},
    {PeriodType::kDaily, "daily"},
    {PeriodType::kWeekly, "weekly"},
    {PeriodType::kMonthly, "monthly"},
    {PeriodType::kQuarterly, "quarterly"},
    {PeriodType::kYearly, "yearly"},
}};

template <class... Values>
std::string format(const char* pattern, Values... values) {
  std::array<char, 48> text{};
  std::snprintf(text.data(), text.size(), pattern, values...);
  return text.data();
}

year_month_day mondayOf(year_month_day date) {
  const std::chrono::weekday weekday{sys_days(date)};
  return sys_days(date) - days(weekday.iso_encoding() - 1);
}

/// First date of the calendar period that a date lies in.
year_month_day firstDate(PeriodType type, year_month_day date) {
  switch (type) {
    case PeriodType::kWeekly:
      return mondayOf(date);
    case PeriodType::kMonthly:
      return date.year() / date.month() / 1;
    case PeriodType::kQuarterly:
      return date.year() / month((unsigned(date.month()) - 1) / 3 * 3 + 1) / 1;
    case PeriodType::kYearly:
      return date.year() / 1 / 1;
    default:
      return date;
  }
}

/// First date of the calendar period after the one that begins at `first`.
year_month_day nextFirstDate(PeriodType type, year_month_day first) {
  switch (type) {
    case PeriodType::kWeekly:
      return sys_days(first) + days(7);
    case PeriodType::kMonthly:
      return first + months(1);
    case PeriodType::kQuarterly:
      return first + months(3);
    case PeriodType::kYearly:
      return first + years(1);
    default:
      return sys_days(first) + days(1);
  }
}

/// ISO 8601: a week belongs to the year of its Thursday.
std::string weekKey(year_month_day monday) {
  const year_month_day thursday = sys_days(monday) + days(3);
  const auto day_of_year = sys_days(thursday) - sys_days(thursday.year() / 1 / 1);
  return format("%04d-W%02d", int(thursday.year()), static_cast<int>(day_of_year.count()) / 7 + 1);
}

std::string keyOf(PeriodType type, year_month_day first) {
  const int year_number = int(first.year());
  const unsigned month_number = unsigned(first.month());
  switch (type) {
    case PeriodType::kWeekly:
      return weekKey(first);
    case PeriodType::kMonthly:
      return format("%04d-%02u", year_number, month_number);
    case PeriodType::kQuarterly:
      return format("%04d-Q%u", year_number, (month_number - 1) / 3 + 1);
    case PeriodType::kYearly:
      return format("%04d", year_number);
    default:
      return format("%04d-%02u-%02u", year_number, month_number, unsigned(first.day()));
  }
}

/// Hours are those of UTC: an hour of a zone's clocks may come twice.
Period hourOf(Instant instant) {
  const auto hour = std::chrono::floor<std::chrono::hours>(instant);
  const std::string text = formatTimestamp(hour);
  return {PeriodType::kHourly, text.substr(0, 13) + "Z", {hour, hour + std::chrono::hours(1)}};
}

const date::time_zone* locate(std::string_view name) {
  try {
    return date::locate_zone(name);
  } catch (const std::runtime_error&) {
    throw Error(ErrorKind::kInvalid, "time_zone_unknown",
                "There is no time zone \"" + std::string(name) +
                    "\"; use an IANA name such as Europe/Berlin.");
  }
}

}  // namespace

std::string_view periodTypeName(PeriodType type) {
  return kTypeNames[static_cast<std::size_t>(type)].second;
}

std::optional<PeriodType> parsePeriodType(std::string_view name) {
  for (const auto& [type, type_name] : kTypeNames) {
    if (type_name == name) return type;
  }
  return std::nullopt;
}

Calendar::Calendar(std::string_view time_zone) : time_zone_(time_zone), zone_(locate(time_zone)) {}

std::chrono::local_time<Duration> Calendar::localTime(Instant instant) const {
  const auto info = static_cast<const date::time_zone*>(zone_)->get_info(instant);
  return std::chrono::local_time<Duration>(instant.time_since_epoch() + info.offset);
}

year_month_day Calendar::localDate(Instant instant) const {
  return year_month_day(std::chrono::floor<days>(localTime(instant)));
}

Instant Calendar::startOf(year_month_day date) const {
  const date::local_time<Duration> midnight(
      std::chrono::duration_cast<Duration>(sys_days(date).time_since_epoch()));
  const auto info = static_cast<const date::time_zone*>(zone_)->get_info(midnight);
  if (info.result == date::local_info::nonexistent) {
    return Instant(std::chrono::duration_cast<Duration>(info.first.end.time_since_epoch()));
  }
  return Instant(midnight.time_since_epoch() - info.first.offset);
}

Period Calendar::calendarPeriod(PeriodType type, year_month_day first, year_month_day next) const {
  return {type, keyOf(type, first), {startOf(first), startOf(next)}};
}

Period Calendar::periodOf(PeriodType type, Instant instant) const {
  if (type == PeriodType::kHourly) return hourOf(instant);
  const year_month_day first = firstDate(type, localDate(instant));
  return calendarPeriod(type, first, nextFirstDate(type, first));
}

std::vector<Period> Calendar::periodsIn(PeriodType type, const Interval& interval) const {
  std::vector<Period> periods;
  for (Instant position = interval.from; position < interval.to;) {
    periods.push_back(periodOf(type, position));
    position = periods.back().interval.to;
  }
  return periods;
}

}  // namespace itops::sla
