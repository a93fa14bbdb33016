#include "scheduler/cron_expression.hpp"

#include <array>
#include <charconv>
#include <string>
#include <vector>

#include "itops/error.hpp"

namespace itops::scheduler {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;

constexpr int kHoursPerDay = 24;
/// 29 February on a given weekday comes after 40 years at most.
constexpr int kDaysAheadMax = 41 * 366;

/// What a field of cron may hold.
struct FieldRule {
  const char* name;
  int minimum;
  int maximum;
};
constexpr std::array<FieldRule, 5> kRules{{{"minute", 0, 59},
                                           {"hour", 0, 23},
                                           {"day of month", 1, 31},
                                           {"month", 1, 12},
                                           {"day of week", 0, 7}}};

[[noreturn]] void refuse(std::string_view text, const std::string& why) {
  throw Error(ErrorKind::kInvalid, "schedule_invalid",
              "The cron expression '" + std::string(text) + "' " + why);
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(separator, begin), text.size());
    parts.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<int> numberIn(std::string_view text, int minimum, int maximum) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  if (number < minimum || number > maximum) return std::nullopt;
  return number;
}

/// Adds what one element of a list allows; false when it is malformed.
bool addElement(std::string_view element, const FieldRule& rule, CronField& field) {
  const std::size_t slash = element.find('/');
  const std::string_view range = element.substr(0, slash);
  const std::size_t dash = range.find('-');
  std::optional<int> first = rule.minimum;
  std::optional<int> last = rule.maximum;
  if (range != "*") {
    first = numberIn(range.substr(0, dash), rule.minimum, rule.maximum);
    last =
        dash == range.npos ? first : numberIn(range.substr(dash + 1), rule.minimum, rule.maximum);
  }
  std::optional<int> step = 1;
  if (slash != element.npos) {
    if (range != "*" && dash == range.npos) return false;
    step = numberIn(element.substr(slash + 1), 1, rule.maximum);
  }
  if (!first || !last || !step || *first > *last) return false;
  for (int number = *first; number <= *last; number += *step) {
    field.numbers.set(static_cast<std::size_t>(number));
  }
  return true;
}

CronField readField(std::string_view whole, std::string_view text, const FieldRule& rule) {
  CronField field;
  field.restricted = !text.starts_with('*');
  for (const std::string_view element : split(text, ',')) {
    if (addElement(element, rule, field)) continue;
    refuse(whole, "has the " + std::string(rule.name) + " '" + std::string(text) +
                      "'; use *, numbers from " + std::to_string(rule.minimum) + " to " +
                      std::to_string(rule.maximum) + ", lists, ranges and steps (*/5, 8-18/2).");
  }
  return field;
}

std::vector<std::string_view> fieldsOf(std::string_view text) {
  std::vector<std::string_view> fields;
  for (const std::string_view part : split(text, ' ')) {
    if (!part.empty()) fields.push_back(part);
  }
  if (fields.size() == kRules.size()) return fields;
  refuse(text, "has " + std::to_string(fields.size()) +
                   " fields; write five: minute hour day-of-month month day-of-week.");
}

bool has(const CronField& field, unsigned number) {
  return field.numbers.test(number);
}

}  // namespace

CronExpression CronExpression::parse(std::string_view text) {
  const auto fields = fieldsOf(text);
  CronExpression cron;
  CronField* const targets[] = {&cron.minute_, &cron.hour_, &cron.day_of_month_, &cron.month_,
                                &cron.day_of_week_};
  for (std::size_t i = 0; i < kRules.size(); ++i) {
    *targets[i] = readField(text, fields[i], kRules[i]);
  }
  if (has(cron.day_of_week_, 7)) cron.day_of_week_.numbers.set(0);
  if (!cron.nextAtOrAfter({})) refuse(text, "names a day that never comes; correct day or month.");
  return cron;
}

std::optional<CronExpression::WallTime> CronExpression::nextAtOrAfter(WallTime time) const {
  const auto first_minute = std::chrono::ceil<minutes>(time);
  auto day = std::chrono::floor<days>(first_minute);
  minutes earliest = first_minute - day;
  for (int ahead = 0; ahead < kDaysAheadMax; ++ahead, day += days(1), earliest = minutes(0)) {
    if (!matchesDay(day)) continue;
    if (const auto minute = minuteOfDay(earliest)) return day + *minute;
  }
  return std::nullopt;
}

bool CronExpression::isHourly() const {
  return hour_.numbers.count() == kHoursPerDay;
}

bool CronExpression::matchesDay(local_days day) const {
  const std::chrono::year_month_day date(day);
  if (!has(month_, static_cast<unsigned>(date.month()))) return false;
  const bool of_month = has(day_of_month_, static_cast<unsigned>(date.day()));
  const bool of_week = has(day_of_week_, std::chrono::weekday(day).c_encoding());
  const bool either = day_of_month_.restricted && day_of_week_.restricted;
  return either ? of_month || of_week : of_month && of_week;
}

std::optional<minutes> CronExpression::minuteOfDay(minutes earliest) const {
  for (unsigned hour = 0; hour < kHoursPerDay; ++hour) {
    if (!has(hour_, hour)) continue;
    for (unsigned minute = 0; minute < 60; ++minute) {
      const minutes candidate = hours(hour) + minutes(minute);
      if (has(minute_, minute) && candidate >= earliest) return candidate;
    }
  }
  return std::nullopt;
}

}  // namespace itops::scheduler
