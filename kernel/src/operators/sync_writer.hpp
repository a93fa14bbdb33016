#pragma once

#include <vector>

#include "ingest/health_report.hpp"
#include "ingest/sink_list.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/logger.hpp"
#include "operators/agent_cache.hpp"
#include "operators/sync_transaction.hpp"

namespace itops::operators {

/// Stores what agents send, a transaction each, and repeats one that met another writer. [request]
class SyncWriter {
 public:
  /// @param database a pool of its own, with the session settings of the push path
  SyncWriter(Database& database, EventBus& bus, ingest::SinkList& sinks,
             const ingest::SilenceLimits& silence, std::size_t cached_services_max, Logger& logger)
      : database_(database),
        bus_(bus),
        sinks_(sinks),
        silence_(silence),
        logger_(logger),
        cache_(cached_services_max) {}

  /// A whole sync. Throws what Database::transact() throws.
  std::vector<ServiceOutcome> write(const SyncReport& sync) { return store(sync, false); }

  /// Declarations: all that Git says of the services of `sync`, which has no statuses.
  std::vector<ServiceOutcome> declare(const SyncReport& sync) { return store(sync, true); }

  /// A sign of life.
  void noteAlive(const std::string& node_path, const std::string& operator_version, Timestamp now);

 private:
  std::vector<ServiceOutcome> store(const SyncReport& sync, bool whole_declarations);

  Database& database_;
  EventBus& bus_;
  ingest::SinkList& sinks_;
  const ingest::SilenceLimits silence_;
  Logger& logger_;
  AgentCache cache_;
};

}  // namespace itops::operators
