#pragma once

#include <cstdint>
#include <vector>

#include "ingest/silence_rules.hpp"
#include "itops/database.hpp"

namespace itops::ingest {

/// SQL of the silence job.
class SilenceRepository {
 public:
  explicit SilenceRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Lets one replica at a time run the job; false when another one does. Held until commit.
  bool tryLock();

  /// Services that have been silent for longer than their unknownAfter, outages not considered,
  /// and on which silence has not said its last word; at most `count_max`, those after `after_id`.
  std::vector<std::int32_t> silentServices(Timestamp now, const SilenceLimits& global,
                                           std::int32_t after_id, int count_max);

  /// Platform outages that end after `from`, by start.
  std::vector<PlatformOutage> outagesSince(Timestamp from);

 private:
  Transaction& transaction_;
};

}  // namespace itops::ingest
