#pragma once

#include <memory>
#include <span>
#include <vector>

#include "ingest/group_commit.hpp"
#include "ingest/ingest_options.hpp"
#include "ingest/push.hpp"
#include "ingest/service_cache.hpp"
#include "ingest/sink_list.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/event_bus.hpp"
#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::ingest {

/// Stores health pushes by group commit, see there.
class Ingest final : private GroupCommit<Push>::Work {
 public:
  /// @param database a pool that is not shared with slow readers
  /// @param bus where changes of status are published
  Ingest(Database& database, EventBus& bus, SinkList& sinks, const PushAnswers& answers,
         IngestOptions options, Logger& logger, MetricsRegistry& metrics);
  ~Ingest() override;

  /// Takes the push over; its responder is answered from the writer thread. Never blocks. [any]
  void submit(Push&& push) { commit_.submit(std::move(push)); }

  /// Writes what waits, then ends the writer. Later pushes get 503. [main]
  void stop() { commit_.stop(); }

 private:
  void write(std::span<Push* const> pushes) override;
  void fail(std::span<Push* const> pushes, const Error& error) override;
  void report(const Push& push, const Error& error) override;
  void refuse(Push& push, const Error& error) override;
  bool tryToCommit(std::span<Push* const> pushes, bool trust_cache);
  void answer(std::span<Push* const> pushes, const std::vector<PushResult>& results);

  Database& database_;
  EventBus& bus_;
  SinkList& sinks_;
  const PushAnswers& answers_;
  const IngestOptions options_;
  Logger& logger_;
  IngestMetrics metrics_;
  ServiceCache cache_;  ///< writer thread only
  GroupCommit<Push> commit_;
};

}  // namespace itops::ingest
