#include "period/period_query.hpp"

#include <array>

namespace itops::sla {
namespace {

using std::chrono::days;
using std::chrono::year;
using std::chrono::year_month_day;

constexpr year kYearMin{1970};
constexpr year kYearMax{2199};

/// How many days of periods of a type an answer has.
struct Reach {
  days usual;
  days most;
};
constexpr std::array<Reach, 6> kReaches{{{days(1), days(31)},
                                         {days(30), days(400)},
                                         {days(84), days(3660)},
                                         {days(365), days(3660)},
                                         {days(730), days(3660)},
                                         {days(1826), days(3660)}}};

std::optional<year_month_day> readDate(const std::string& text) {
  if (text.size() != 10) return std::nullopt;
  const auto time = parseTimestamp(text + "T00:00:00Z");
  if (!time) return std::nullopt;
  const year_month_day date(std::chrono::floor<days>(*time));
  if (date.year() < kYearMin || date.year() > kYearMax) return std::nullopt;
  return date;
}

std::optional<year_month_day> dateFrom(QueryReader& reader, const char* name) {
  const auto text = reader.text(name);
  if (!text) return std::nullopt;
  const auto date = readDate(*text);
  if (!date) reader.wrong(name, "Expected a date from 1970 to 2199 such as 2026-03-01.");
  return date;
}

PeriodType typeFrom(QueryReader& reader) {
  const auto word =
      reader.word("type", {"hourly", "daily", "weekly", "monthly", "quarterly", "yearly"});
  return word ? *parsePeriodType(*word) : PeriodType::kDaily;
}

[[noreturn]] void refuseRange(std::string message) {
  throw Error(ErrorKind::kInvalid, "query_invalid",
              "The query has parameters that can't be used; see errors.", {},
              {{"from", std::move(message)}});
}

}  // namespace

PeriodQuery periodQueryFrom(const Request& request) {
  QueryReader reader(request);
  PeriodQuery query;
  query.subject = subjectNameFrom(reader);
  query.type = typeFrom(reader);
  query.from = dateFrom(reader, "from");
  query.to = dateFrom(reader, "to");
  reader.throwIfWrong();
  return query;
}

std::vector<Period> periodsOf(const PeriodQuery& query, const Calendar& calendar, Instant now) {
  const Reach& reach = kReaches[static_cast<std::size_t>(query.type)];
  const auto day_of = [&](Instant instant) {
    return calendar.periodOf(PeriodType::kDaily, instant).interval;
  };
  const Instant to = query.to ? calendar.startOf(*query.to) : day_of(now).to;
  // By noon, as days of changed clocks are longer or shorter.
  const Instant usual = day_of(to - reach.usual + std::chrono::hours(12)).from;
  const Instant from = query.from ? calendar.startOf(*query.from) : usual;
  if (from >= to) refuseRange("Expected a date before `to`, which is itself left out.");
  if (to - from > reach.most + days(1)) {
    refuseRange("Expected at most " + std::to_string(reach.most.count()) + " days of " +
                std::string(periodTypeName(query.type)) + " periods; ask for them in parts.");
  }
  return calendar.periodsIn(query.type, {from, to});
}

std::optional<std::chrono::year_month> monthFrom(QueryReader& reader) {
  const auto text = reader.text("period");
  if (!text) return std::nullopt;
  if (text->size() == 7) {
    if (const auto date = readDate(*text + "-01")) return date->year() / date->month();
  }
  reader.wrong("period", "Expected a month from 1970 to 2199 such as 2026-03.");
  return std::nullopt;
}

}  // namespace itops::sla
