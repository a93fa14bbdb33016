#pragma once

#include <string>

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"
#include "period/recent_answer.hpp"
#include "period/recent_service_times.hpp"

namespace itops::sla {

/// HTTP side of /api/v1/sla/overview and /api/v1/sla/groups. [request]
class OverviewHandlers {
 public:
  OverviewHandlers(Database& database, const Clock& clock, std::string platform_zone)
      : database_(database), clock_(clock), platform_zone_(std::move(platform_zone)) {}

  Response overview(const Request& request);
  Response groups(const Request& request);
  Response group(const Request& request);

 private:
  std::string overviewText(Transaction& transaction, Timestamp now);

  Database& database_;
  const Clock& clock_;
  std::string platform_zone_;
  RecentAnswer recent_overview_;
  RecentServiceTimes recent_times_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerOverviewRoutes(Router& router, OverviewHandlers& handlers);

}  // namespace itops::sla
