#pragma once

#include <array>

#include "itops/database.hpp"
#include "period/burn_rate.hpp"
#include "period/period_repository.hpp"

namespace itops::sla {

/// The times of each of kBurnSpans.
using SpanTimes = std::array<ClassTimes, kBurnSpans.size()>;

/// The starts of kBurnSpans that end at an instant, the longest first, as timestamptz[].
Value spanStarts(Instant end);

/// Adds the times of one stretch to all windows that contain it.
/// @param stretch 1 for what only the longest window contains, up to 7 for what all do
void addStretch(SpanTimes& spans, std::int64_t stretch, const ClassTimes& times);

/// The times of a subject in the windows that end at an instant. [request]
SpanTimes selectSpanTimes(Transaction& transaction, const SubjectRow& subject, Instant end);

}  // namespace itops::sla
