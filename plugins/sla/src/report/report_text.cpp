#include "report/report_text.hpp"

#include <array>
#include <cstdio>

namespace itops::sla {
namespace {

constexpr std::array<const char*, 12> kMonths{"January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December"};
constexpr std::array<const char*, 7> kWeekdays{"Sunday",   "Monday", "Tuesday", "Wednesday",
                                               "Thursday", "Friday", "Saturday"};

const char* monthName(std::chrono::year_month_day date) {
  return kMonths[unsigned(date.month()) - 1];
}

std::string twoUnits(std::int64_t large, const char* large_unit, std::int64_t small,
                     const char* small_unit) {
  std::string text = std::to_string(large) + " " + large_unit;
  return small == 0 ? text : text + " " + std::to_string(small) + " " + small_unit;
}

/// Without the second unit where it says little.
Duration roughly(Duration duration) {
  if (duration >= std::chrono::hours(24)) return duration - duration % std::chrono::hours(1);
  if (duration >= std::chrono::minutes(10)) return duration - duration % std::chrono::minutes(1);
  return duration;
}

bool startsCharacter(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

}  // namespace

std::string durationText(Duration duration) {
  const std::int64_t seconds = duration.count() / 1000;
  if (duration.count() > 0 && seconds == 0) return "< 1 s";
  if (seconds < 60) return std::to_string(seconds) + " s";
  if (seconds < 3600) return twoUnits(seconds / 60, "min", seconds % 60, "s");
  if (seconds < 86'400) return twoUnits(seconds / 3600, "h", seconds / 60 % 60, "min");
  return twoUnits(seconds / 86'400, "d", seconds / 3600 % 24, "h");
}

std::string isoDate(std::chrono::year_month_day date) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", int(date.year()),
                unsigned(date.month()), unsigned(date.day()));
  return text.data();
}

std::string dateText(std::chrono::year_month_day date) {
  return std::to_string(unsigned(date.day())) + " " + monthText(date);
}

std::string shortDateText(std::chrono::year_month_day date) {
  const std::string text = dateText(date);
  return text.substr(0, text.rfind(' '));
}

std::string weekdayText(std::chrono::year_month_day date) {
  const std::chrono::weekday weekday{std::chrono::sys_days(date)};
  return std::string(kWeekdays[weekday.c_encoding()]) + ", " + dateText(date);
}

std::string monthText(std::chrono::year_month_day date) {
  return std::string(monthName(date)) + " " + std::to_string(int(date.year()));
}

std::string clockText(const Calendar& calendar, Timestamp instant,
                      std::chrono::year_month_day usual) {
  const auto local = calendar.localTime(instantOf(instant));
  const auto midnight = std::chrono::floor<std::chrono::days>(local);
  const auto minutes = std::chrono::floor<std::chrono::minutes>(local - midnight).count();
  std::array<char, 16> text{};
  std::snprintf(text.data(), text.size(), "%02d:%02d", static_cast<int>(minutes / 60),
                static_cast<int>(minutes % 60));
  const std::chrono::year_month_day date(midnight);
  if (date == usual) return text.data();
  return std::to_string(unsigned(date.day())) + " " + std::string(monthName(date)).substr(0, 3) +
         " " + text.data();
}

std::string clockText(const Calendar& calendar, Timestamp from, Timestamp to,
                      std::chrono::year_month_day usual) {
  const auto date_of = [&](Timestamp instant) {
    return std::chrono::floor<std::chrono::days>(calendar.localTime(instantOf(instant)));
  };
  const auto usual_at_end =
      date_of(from) == date_of(to) ? std::chrono::year_month_day(date_of(to)) : usual;
  return clockText(calendar, from, usual) + " to " + clockText(calendar, to, usual_at_end);
}

std::string targetText(const std::optional<Percent>& target) {
  if (!target) return "-";
  std::string text = target->toString();
  while (text.ends_with('0') && text[text.size() - 3] != '.') text.pop_back();
  return text;
}

std::string percentText(const std::optional<Percent>& percent) {
  return percent ? percent->toString() : "-";
}

std::string roughPercentText(Percent percent) {
  const std::string text = percent.toString();
  return text.substr(0, text.size() - 2);
}

std::string budgetText(const ErrorBudget& budget) {
  constexpr std::int64_t kPercentMax = 999;
  std::string share = "0";
  if (budget.spent.count() > 0) {
    const std::int64_t percent = budget.allowed.count() > 0
                                     ? budget.spent.count() * 100 / budget.allowed.count()
                                     : kPercentMax + 1;
    share = percent > kPercentMax ? "> 999" : percent == 0 ? "< 1" : std::to_string(percent);
  }
  return share + " % of " + durationText(roughly(budget.allowed));
}

const char* statusText(SlaStatus status) {
  switch (status) {
    case SlaStatus::kMet:
      return "Met";
    case SlaStatus::kAtRisk:
      return "At risk";
    case SlaStatus::kBreached:
      return "Breached";
    case SlaStatus::kNoData:
      break;
  }
  return "No data";
}

std::string oneLine(std::string_view text, std::size_t characters_max) {
  std::string line;
  std::size_t characters = 0;
  for (const char c : text) {
    if (startsCharacter(c) && ++characters > characters_max) {
      return line + "\u2026";
    }
    line += static_cast<unsigned char>(c) < 0x20 || c == 0x7F ? ' ' : c;
  }
  return line;
}

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string all;
  for (const auto& text : texts) {
    if (!all.empty()) all += separator;
    all += text;
  }
  return all;
}

}  // namespace itops::sla
