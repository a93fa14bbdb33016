#pragma once

#include <cstdint>
#include <functional>

#include "ingest/silence_rules.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/logger.hpp"

namespace itops::ingest {

/// Turns services UNKNOWN and DOWN whose pushes stay away (docs/push.md, "Silence"). Writes status
/// and events but no observation: SLA time follows from what was reported. Safe on every replica
/// at once and after any interruption; what was missed is made up with the instants at which it was
/// due. [job]
class SilenceJob {
 public:
  /// @param events where changes are published; all references outlive this object
  SilenceJob(Database& database, EventBus& events, const Clock& clock, SilenceLimits limits,
             Logger& logger)
      : database_(database), events_(events), clock_(clock), limits_(limits), logger_(logger) {}

  /// Looks at all services once; returns how many changed. Works in transactions of bounded size,
  /// so that pushes never wait long for a row.
  /// @param fence called first in each transaction; what it throws ends the run
  std::int64_t run(const std::function<void(Transaction&)>& fence = {});

 private:
  struct Step {
    std::int32_t last_id = 0;
    bool finished = true;
    std::int64_t changed = 0;
  };
  Step runStep(Transaction& transaction, std::int32_t after_id);

  Database& database_;
  EventBus& events_;
  const Clock& clock_;
  const SilenceLimits limits_;
  Logger& logger_;
};

}  // namespace itops::ingest
