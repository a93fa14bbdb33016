#pragma once

#include <span>

#include "itops/database.hpp"
#include "itops/observations.hpp"

namespace itops::sla {

/// Takes away what was stored of services later than the observations that end it (see
/// `Observation::ends_later_ones`), wherever it lies by now, and notes that its windows are to be
/// counted again. Waits for the aggregation's lock, as packed blocks are written anew.
/// @param endings one of a service
void endLaterSamples(Transaction& transaction, std::span<const Observation> endings);

}  // namespace itops::sla
