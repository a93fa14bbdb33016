#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "ingest/ingest_repository.hpp"
#include "ingest/key_claims.hpp"
#include "ingest/observation_rules.hpp"
#include "ingest/push.hpp"
#include "ingest/service_cache.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/logger.hpp"
#include "itops/observations.hpp"
#include "registry/service_record.hpp"
#include "registry/service_writer_repository.hpp"
#include "registry/sla_group_repository.hpp"

namespace itops::ingest {

/// What a batch needs to know beside its pushes.
struct BatchRules {
  SilenceLimits silence;
  std::chrono::milliseconds idempotency_keep = std::chrono::hours(24);
};

/// One attempt to write a batch of pushes in one transaction. Two ways lead to the end:
///
/// touch     the cache says that the push changes nothing but status, times and message, and the
///           revision in the database agrees: one UPDATE for all of them
/// full      everything else: keys are claimed, services made, locked and read, the rules applied
///           and what changed is written, a statement per table
///
/// Then every observation goes to the sinks. A batch that is all touches may trust the cache: it is
/// then queued as a whole, travels with the commit, and fails as a whole where the cache was wrong.
///
/// Nothing outside the transaction changes until `publish()`, which the caller calls after the
/// commit; a failed attempt is thrown away.
class BatchTransaction {
 public:
  /// @param pushes borrowed for the life of this object
  /// @param bus where changes of status are published
  BatchTransaction(std::span<Push* const> pushes, ServiceCache& cache, EventBus& bus,
                   const BatchRules& rules, Logger& logger);

  /// True when every push of the batch is a touch as far as the cache knows.
  bool canTrustCache() const { return full_.empty(); }

  /// Writes everything through `transaction`. Call once.
  /// @param trust_cache only when canTrustCache()
  void run(Transaction& transaction, std::span<const std::shared_ptr<ObservationSink>> sinks,
           bool trust_cache);

  /// One per push, in the order given.
  const std::vector<PushResult>& results() const { return results_; }
  std::size_t observationCount() const { return observations_.size(); }

  /// Brings the cache up to what was committed.
  void publish() const;

 private:
  /// A push that the cache lets through without reading its service.
  struct Touched {
    CachedService* service;
    std::size_t push;
  };
  /// A service of the full way, with what happened to it.
  struct Service {
    registry::ServiceRecord record;
    bool created = false;
    bool fields_changed = false;
    bool revived = false;
    std::optional<std::uint64_t> live_fingerprint;
  };

  void sortOut();
  bool isTouchable(const Push& push, const CachedService* service) const;
  bool changesStatus(const Touched& touched) const;
  Timestamp changedSince(const Touched& touched) const;
  void moveAmbiguousToFull();
  void moveToFull(const std::unordered_set<std::string_view>& paths);
  void takeLocks(Transaction& transaction);
  void touch(IngestRepository& repository, bool trust_cache);
  void noteTouched(const Touched& touched);
  std::vector<Touch> touches() const;
  void writeFully(Transaction& transaction);
  void dropUncreatable(registry::ServiceWriter& writer);
  void createMissing(registry::ServiceWriter& writer);
  void lockServices(registry::ServiceWriter& writer);
  /// Paths of the full way, sorted, each once.
  std::vector<std::string> fullPaths() const;
  void addServices(std::vector<registry::ServiceRecord> records, std::vector<std::string>& missing);
  void createServices(registry::ServiceWriter& writer, std::span<const std::string> paths);
  void applyReport(std::size_t push);
  void joinGroup(std::int32_t service_id, const HealthReport& cause, bool leaves);
  void saveServices(Transaction& transaction, registry::ServiceWriter& writer);
  const HealthReport& report(std::size_t push) const { return pushes_[push]->report; }

  std::span<Push* const> pushes_;
  ServiceCache& cache_;
  EventBus& bus_;
  const BatchRules& rules_;
  Logger& logger_;
  Timestamp now_{};
  std::vector<PushResult> results_;
  std::vector<Touched> touched_;   ///< sorted by service and instant
  std::vector<std::size_t> full_;  ///< pushes of the full way, in order of arrival
  KeyClaims keys_;
  std::map<std::string, Service> services_;
  std::map<std::string, Uuid> new_uuids_;
  std::vector<registry::StatusEvent> events_;
  std::vector<registry::GroupMembership> memberships_;
  std::vector<Observation> observations_;
};

}  // namespace itops::ingest
