#pragma once

#include "ingest/observed_at.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"
#include "operators/sync_writer.hpp"
#include "registry/registry_service.hpp"

namespace itops::operators {

/// What agents send and what is known of them, as HTTP (docs/operator-api.md). [request]
class OperatorHandlers {
 public:
  OperatorHandlers(SyncWriter& writer, registry::RegistryService& registry, Database& database,
                   const Clock& clock, const ingest::TimeLimits& limits)
      : writer_(writer), registry_(registry), database_(database), clock_(clock), limits_(limits) {}

  Response registerService(const Request& request);
  Response status(const Request& request);
  Response heartbeat(const Request& request);
  Response services(const Request& request);
  Response nodes(const Request& request);

 private:
  SyncWriter& writer_;
  registry::RegistryService& registry_;
  Database& database_;
  const Clock& clock_;
  const ingest::TimeLimits limits_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
/// @param with_agents false: only the list of nodes, as agents are switched off
void registerOperatorRoutes(Router& router, OperatorHandlers& handlers, bool with_agents);

}  // namespace itops::operators
