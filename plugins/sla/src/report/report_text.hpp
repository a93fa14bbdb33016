#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "arithmetic/instant.hpp"
#include "arithmetic/period.hpp"
#include "arithmetic/uptime.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// Texts of a report for people. All are pure. [any]

/// `2 d 3 h`, `1 h 2 min`, `12 min 5 s`, `45 s`: the two largest units, the rest cut; `0 s`, and
/// `< 1 s` for what is less.
std::string durationText(Duration duration);

/// `2026-03-01`
std::string isoDate(std::chrono::year_month_day date);

/// `1 March 2026`
std::string dateText(std::chrono::year_month_day date);

/// `1 March`
std::string shortDateText(std::chrono::year_month_day date);

/// `Sunday, 1 March 2026`
std::string weekdayText(std::chrono::year_month_day date);

/// `March 2026`
std::string monthText(std::chrono::year_month_day date);

/// `14:05` on the clocks of a calendar; `28 Feb 14:05` on another date than `usual`.
std::string clockText(const Calendar& calendar, Timestamp instant,
                      std::chrono::year_month_day usual);

/// `14:05 to 15:00`, with dates as clockText() has them, the second one only where it differs.
std::string clockText(const Calendar& calendar, Timestamp from, Timestamp to,
                      std::chrono::year_month_day usual);

/// `99.90`: at least two decimals, no zeros after them; `-` when there is none.
std::string targetText(const std::optional<Percent>& target);

/// `99.9950`, or `-` when there is none.
std::string percentText(const std::optional<Percent>& percent);

/// `99.71`: cut, not rounded, so that it never looks better than it is.
std::string roughPercentText(Percent percent);

/// `34 % of 44 min`: how much of an error budget is spent.
std::string budgetText(const ErrorBudget& budget);

/// `Met`, `At risk`, `Breached`, `No data`.
const char* statusText(SlaStatus status);

/// One line of at most `characters_max` characters: line ends and other controls become blanks, a
/// longer text ends in an ellipsis.
std::string oneLine(std::string_view text, std::size_t characters_max);

/// The texts in one, with `separator` between them.
std::string joined(const std::vector<std::string>& texts, std::string_view separator);

}  // namespace itops::sla
