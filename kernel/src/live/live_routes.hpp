#pragma once

#include "http/route_table.hpp"
#include "live/live_handlers.hpp"

namespace itops::live {

/// Registers GET /api/v1/live and POST /api/v1/live/ticket for the kernel. The handlers must
/// outlive the server. [main]
void registerLiveRoutes(http::RouteTable& routes, LiveHandlers& handlers);

}  // namespace itops::live
