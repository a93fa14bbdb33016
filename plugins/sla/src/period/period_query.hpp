#pragma once

#include <chrono>
#include <optional>

#include "arithmetic/period.hpp"
#include "period/subject_query.hpp"

namespace itops::sla {

/// Checked query of the periods of a service or group.
struct PeriodQuery {
  SubjectName subject;
  PeriodType type = PeriodType::kDaily;
  std::optional<std::chrono::year_month_day> from;
  std::optional<std::chrono::year_month_day> to;  ///< exclusive
};

/// Reads path or group, type, from and to. Throws Error(kInvalid, "query_invalid") naming every
/// wrong parameter. [request]
PeriodQuery periodQueryFrom(const Request& request);

/// The periods asked for, on the clocks of a time zone: without `to` up to the end of today,
/// without `from` as far back as is usual for the type. Throws Error(kInvalid, "query_invalid")
/// when nothing or too much lies between. [any]
std::vector<Period> periodsOf(const PeriodQuery& query, const Calendar& calendar, Instant now);

/// The month that `period` names, `YYYY-MM`; empty when it is absent. Notes a problem for another
/// text. [request]
std::optional<std::chrono::year_month> monthFrom(QueryReader& reader);

}  // namespace itops::sla
