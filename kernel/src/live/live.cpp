#include "live/live.hpp"

#include "live/live_routes.hpp"

namespace itops::live {

Live::Live(Database& database, LiveReader::PermissionOf permission_of, LiveOptions options,
           const Clock& clock, Logger& logger, MetricsRegistry& metrics)
    : options_(options),
      metrics_(metrics),
      events_(database),
      tickets_(database),
      clock_(clock),
      streams_(options_.streams_max),
      reader_(events_, streams_, std::move(permission_of), options_, clock, logger, metrics_),
      handlers_(events_, tickets_, streams_, reader_, options_, clock, logger) {}

void Live::registerRoutes(http::RouteTable& routes) {
  registerLiveRoutes(routes, handlers_);
}

void Live::endOf(std::string_view principal) {
  streams_.endOf(principal, clock_.now());
  tickets_.revokeOf(principal);
}

}  // namespace itops::live
