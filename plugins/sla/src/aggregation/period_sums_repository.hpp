#pragma once

#include <cstdint>
#include <map>
#include <tuple>

#include "arithmetic/class_times.hpp"
#include "arithmetic/instant.hpp"
#include "arithmetic/period.hpp"
#include "itops/database.hpp"
#include "subject.hpp"

namespace itops::sla {

/// Times by subject, its id, type and begin of the period.
using PeriodTimes = std::map<std::tuple<Subject, std::int32_t, PeriodType, Instant>, ClassTimes>;

/// Adds times to the stored sums of days and months; what is zero changes nothing.
/// @param is_recount whether figures that stood change: their revision grows
void addToPeriods(Transaction& transaction, const PeriodTimes& times, bool is_recount);

}  // namespace itops::sla
