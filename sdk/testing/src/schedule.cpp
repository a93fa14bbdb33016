#include "itops/testing/schedule.hpp"

#include <algorithm>
#include <bitset>
#include <charconv>

#include "itops/error.hpp"

namespace itops::test {
namespace {

using std::chrono::days;
using std::chrono::minutes;
using std::chrono::seconds;
using Bits = std::bitset<60>;

constexpr days kLookAhead{5 * 366};

[[noreturn]] void refuse(const Schedule& schedule) {
  throw Error(ErrorKind::kInvalid, "schedule_invalid",
              "\"" + schedule.text() +
                  "\" is no schedule; expected whole seconds of 1 or more, HH:MM, or five cron "
                  "fields such as \"*/5 6-22 * * 1-5\".");
}

/// A number of digits alone; -1 for anything else.
int number(std::string_view text) {
  int value = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error == std::errc{} && end == text.data() + text.size() ? value : -1;
}

std::string_view takeUntil(std::string_view& text, char separator) {
  const auto part = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(text.size(), part.size() + 1));
  return part;
}

/// One element of a list: `*`, `n`, `a-b`, each with `/step`. False when it is none.
bool addRange(Bits& bits, std::string_view text, int minimum, int maximum) {
  std::string_view range = takeUntil(text, '/');
  const int step = text.empty() ? 1 : number(text);
  std::string_view last = range;
  const std::string_view first = takeUntil(last, '-');
  if (range.ends_with('-')) return false;
  int from = range == "*" ? minimum : number(first);
  const int to = range == "*" ? maximum : last.empty() ? from : number(last);
  if (step < 1 || from < minimum || to < from || to > maximum) return false;
  for (; from <= to; from += step) bits.set(static_cast<std::size_t>(from));
  return true;
}

Bits cronField(const Schedule& schedule, std::string_view& text, int minimum, int maximum) {
  std::string_view field = takeUntil(text, ' ');
  Bits bits;
  do {
    if (!addRange(bits, takeUntil(field, ','), minimum, maximum)) refuse(schedule);
  } while (!field.empty());
  return bits;
}

/// Five fields as bits; Sunday is 0 and 7.
struct Cron {
  explicit Cron(const Schedule& schedule) {
    std::string_view text = schedule.text();
    minute = cronField(schedule, text, 0, 59);
    hour = cronField(schedule, text, 0, 23);
    any_day = text.starts_with("* ");
    day = cronField(schedule, text, 1, 31);
    month = cronField(schedule, text, 1, 12);
    any_weekday = text == "*";
    weekday = cronField(schedule, text, 0, 7);
    if (weekday[7]) weekday.set(0);
    if (!text.empty()) refuse(schedule);
  }

  bool fitsDay(std::chrono::sys_days date) const {
    const std::chrono::year_month_day ymd(date);
    if (!month[static_cast<unsigned>(ymd.month())]) return false;
    const bool by_day = day[static_cast<unsigned>(ymd.day())];
    const bool by_weekday = weekday[std::chrono::weekday(date).c_encoding()];
    if (any_day || any_weekday) return by_day && by_weekday;
    return by_day || by_weekday;
  }

  Bits minute, hour, day, month, weekday;
  bool any_day = false;
  bool any_weekday = false;
};

Timestamp nextCron(const Schedule& schedule, Timestamp instant) {
  const Cron cron(schedule);
  auto candidate = std::chrono::floor<minutes>(instant) + minutes(1);
  const auto limit = candidate + kLookAhead;
  while (candidate < limit) {
    const auto date = std::chrono::floor<days>(candidate);
    const auto in_day = candidate - date;
    if (!cron.fitsDay(date)) {
      candidate = date + days(1);
    } else if (cron.hour[static_cast<std::size_t>(in_day / std::chrono::hours(1))] &&
               cron.minute[static_cast<std::size_t>(in_day.count() % 60)]) {
      return candidate;
    } else {
      candidate += minutes(1);
    }
  }
  return Timestamp::max();
}

Timestamp nextDaily(const Schedule& schedule, Timestamp instant) {
  const std::string_view text = schedule.text();
  const int hour = text.size() == 5 && text[2] == ':' ? number(text.substr(0, 2)) : -1;
  const int minute = hour < 0 ? -1 : number(text.substr(3));
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) refuse(schedule);
  const Timestamp today = std::chrono::floor<days>(instant) + minutes(hour * 60 + minute);
  return today > instant ? today : today + days(1);
}

Timestamp nextEvery(const Schedule& schedule, Timestamp instant) {
  const seconds interval(number(schedule.text()));
  if (interval < seconds(1)) refuse(schedule);
  const auto passed = std::chrono::floor<seconds>(instant).time_since_epoch() / interval;
  return Timestamp((passed + 1) * interval);
}

}  // namespace

Timestamp nextDue(const Schedule& schedule, Timestamp instant) {
  switch (schedule.kind()) {
    case Schedule::Kind::kEvery:
      return nextEvery(schedule, instant);
    case Schedule::Kind::kDailyAt:
      return nextDaily(schedule, instant);
    default:
      return nextCron(schedule, instant);
  }
}

}  // namespace itops::test
