#pragma once

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/registry.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// HTTP side of /api/v1/sla/snapshots. [request]
class SnapshotHandlers {
 public:
  SnapshotHandlers(Database& database, Registry& registry, const Clock& clock)
      : database_(database), registry_(registry), clock_(clock) {}

  Response list(const Request& request);

 private:
  Database& database_;
  Registry& registry_;
  const Clock& clock_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerSnapshotRoutes(Router& router, SnapshotHandlers& handlers);

}  // namespace itops::sla
