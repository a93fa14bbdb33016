#pragma once

#include "aggregation/aggregator.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/registry.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// HTTP side of windows and of aggregation on demand. [request]
class WindowHandlers {
 public:
  /// All outlive this object.
  WindowHandlers(Database& database, Registry& registry, const Clock& clock, Aggregator& aggregator)
      : database_(database), registry_(registry), clock_(clock), aggregator_(aggregator) {}

  /// GET /api/v1/sla/windows
  Response list(const Request& request);

  /// POST /api/v1/sla/aggregate
  Response aggregate(const Request& request);

 private:
  Database& database_;
  Registry& registry_;
  const Clock& clock_;
  Aggregator& aggregator_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerWindowRoutes(Router& router, WindowHandlers& handlers);

}  // namespace itops::sla
