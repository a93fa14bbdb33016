#pragma once

#include "itops/router.hpp"
#include "plugin/plugin_handlers.hpp"

namespace itops::plugin {

/// Registers `GET /api/v1/plugins` and `POST /api/v1/plugins/{id}/enable|disable`.
/// @param handlers outlives the routes. [main]
void registerPluginRoutes(Router& router, PluginHandlers& handlers);

}  // namespace itops::plugin
