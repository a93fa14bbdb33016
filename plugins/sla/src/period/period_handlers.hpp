#pragma once

#include <string>

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// HTTP side of /api/v1/sla/periods. [request]
class PeriodHandlers {
 public:
  PeriodHandlers(Database& database, const Clock& clock, std::string platform_zone)
      : database_(database), clock_(clock), platform_zone_(std::move(platform_zone)) {}

  Response list(const Request& request);

 private:
  Database& database_;
  const Clock& clock_;
  std::string platform_zone_;
};

/// Registers the route of `handlers`, which must live as long as the router.
void registerPeriodRoutes(Router& router, PeriodHandlers& handlers);

}  // namespace itops::sla
