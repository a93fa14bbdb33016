#pragma once

#include <chrono>
#include <optional>

#include "ingest/silence_rules.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/uuid.hpp"

namespace itops::ingest {

/// Tells when the platform could take pushes. Each replica beats every few seconds; when the newest
/// beat of all replicas is older than `outage_after`, the gap is recorded as a platform outage.
/// Time before the first beat ever is no outage. [job]
class PlatformHeartbeat {
 public:
  PlatformHeartbeat(Database& database, const Clock& clock, std::chrono::milliseconds outage_after)
      : database_(database), clock_(clock), outage_after_(outage_after) {}

  /// Records a gap, if there was one, and beats. Call it before the silence job runs for the first
  /// time. Returns the outage that it recorded.
  std::optional<PlatformOutage> beat();

 private:
  Database& database_;
  const Clock& clock_;
  const std::chrono::milliseconds outage_after_;
  const Uuid replica_id_ = Uuid::generate();
};

}  // namespace itops::ingest
