#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "ingest/health_report.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/logger.hpp"
#include "itops/observations.hpp"
#include "operators/agent_cache.hpp"
#include "operators/agent_rules.hpp"
#include "operators/sync_report.hpp"
#include "registry/service_record.hpp"
#include "registry/service_writer_repository.hpp"

namespace itops::operators {

/// What became of one service of a sync.
struct ServiceOutcome {
  Uuid id;
  Status status = Status::kUnknown;  ///< the service's status afterwards
  bool created = false;
};

/// One attempt to write a whole sync, or one declaration, in one transaction: the node is locked,
/// then services that changed nothing but times are touched by the revision that the cache knows,
/// the others are made, locked, read, judged and written; then groups; then every observation goes
/// to the sinks. Nothing outside the transaction changes until publish(). Services are locked by
/// id, as everywhere.
class SyncTransaction {
 public:
  struct Surroundings {
    AgentCache& cache;
    EventBus& bus;
    const ingest::SilenceLimits& silence;
    Logger& logger;
    std::span<const std::shared_ptr<ObservationSink>> sinks;
  };

  /// @param whole_declarations what a declaration doesn't say is forgotten (register)
  SyncTransaction(const SyncReport& sync, bool whole_declarations,
                  const Surroundings& surroundings);

  /// Writes everything. Call once.
  void run(Transaction& transaction);

  /// One per service of the sync, in its order.
  const std::vector<ServiceOutcome>& outcomes() const { return outcomes_; }

  /// Brings the cache up to what was committed.
  void publish() const;

 private:
  struct Service {
    registry::ServiceRecord record;
    bool created = false;
    bool fields_changed = false;
    bool revived = false;
  };

  const ServiceReport& report(std::size_t index) const { return sync_.services[index]; }
  const std::string& pathOf(std::size_t index) const { return report(index).declared.path_text; }
  void touchKnown(Transaction& transaction);
  bool isTouchable(std::size_t index, const KnownService& known) const;
  void noteTouched(std::size_t index, const KnownService& known);
  void writeFully(Transaction& transaction);
  void createMissing(registry::ServiceWriter& writer);
  void judge(std::size_t index, const std::map<std::string, std::string>& tiers);
  void save(Transaction& transaction, registry::ServiceWriter& writer);
  void writeGroups(Transaction& transaction, std::int32_t node_id);
  std::map<std::string, std::string> tiersOfGroups(Transaction& transaction) const;

  const SyncReport& sync_;
  const bool whole_;
  const Surroundings& around_;
  Sighting sighting_;
  std::vector<std::uint64_t> fingerprints_;
  std::vector<ServiceOutcome> outcomes_;
  std::vector<std::int32_t> ids_;  ///< by place in the sync; 0: not known yet
  std::vector<std::size_t> full_;  ///< places of those of the full way
  std::map<std::string, Uuid> new_uuids_;
  std::map<std::string, Service> services_;  ///< of the full way
  std::vector<registry::StatusEvent> events_;
  std::vector<Observation> observations_;
};

}  // namespace itops::operators
