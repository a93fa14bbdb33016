#pragma once

#include <functional>

#include "itops/router.hpp"
#include "plugin/plugin_host.hpp"

namespace itops::plugin {

/// Registers `GET /api/v1/plugins`. @param host outlives the routes. [main]
void addPluginRoutes(const std::function<void(Route)>& add, const PluginHost& host);

}  // namespace itops::plugin
