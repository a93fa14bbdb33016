#pragma once

#include <memory>
#include <span>
#include <vector>

#include "itops/database.hpp"
#include "itops/logger.hpp"
#include "itops/observations.hpp"

namespace itops::ingest {

/// Sorts the observations and gives them to every sink. A required sink's error is the caller's; an
/// optional one runs under a savepoint, so that its error undoes its own writes, is logged, and the
/// batch goes on. Nothing happens without observations.
void writeToSinks(Transaction& transaction, std::span<const std::shared_ptr<ObservationSink>> sinks,
                  std::vector<Observation>& observations, Logger& logger);

}  // namespace itops::ingest
