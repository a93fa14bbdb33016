#pragma once

#include <memory>
#include <span>
#include <string>

#include "ingest/group_commit.hpp"
#include "ingest/ingest_options.hpp"
#include "ingest/plugin_push.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::ingest {

class PluginPushBatch;

/// The pushes that plugins store, by group commit of their own: a plugin whose statements are slow
/// keeps no health push waiting.
class PluginPushes final : private GroupCommit<PluginPush>::Work {
 public:
  /// @param database a pool that is not shared with slow readers
  /// @param bus where the birth of a service is published
  PluginPushes(Database& database, EventBus& bus, const IngestOptions& options,
               const TimeLimits& time_limits, Logger& logger, MetricsRegistry& metrics);
  ~PluginPushes() override;

  /// The route of an endpoint, which it keeps alive. [main]
  Route routeOf(PushRoute route, std::shared_ptr<PushEndpoint> endpoint);

  /// Writes what waits, then ends the writer. Later pushes get 503. [main]
  void stop() { commit_.stop(); }

 private:
  void write(std::span<PluginPush* const> pushes) override;
  void fail(std::span<PluginPush* const> pushes, const Error& error) override;
  void report(const PluginPush& push, const Error& error) override;
  void refuse(PluginPush& push, const Error& error) override;
  Response responseTo(const PluginPushBatch& batch, const PluginPush& push,
                      std::size_t index) const;
  Response problemOf(const PluginPush& push, const Error& error) const;

  Database& database_;
  EventBus& bus_;
  const std::chrono::milliseconds idempotency_keep_;
  const TimeLimits time_limits_;
  Logger& logger_;
  IngestMetrics metrics_;
  GroupCommit<PluginPush> commit_;
};

}  // namespace itops::ingest
