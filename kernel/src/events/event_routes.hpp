#pragma once

#include "events/event_handlers.hpp"
#include "itops/router.hpp"

namespace itops::events {

/// Registers /api/v1/events/*. @param handlers outlives the routes. [main]
void registerEventRoutes(Router& router, EventHandlers& handlers);

}  // namespace itops::events
