#pragma once

#include "exclusion/exclusions.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// HTTP side of exclusion windows and corrections. [request]
class ExclusionHandlers {
 public:
  /// All outlive this object.
  ExclusionHandlers(Database& database, const Clock& clock, Exclusions& exclusions)
      : database_(database), clock_(clock), exclusions_(exclusions) {}

  Response start(const Request& request);
  Response replan(const Request& request);
  Response stop(const Request& request);
  Response list(const Request& request);
  Response corrections(const Request& request);

 private:
  Database& database_;
  const Clock& clock_;
  Exclusions& exclusions_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerExclusionRoutes(Router& router, ExclusionHandlers& handlers);

}  // namespace itops::sla
