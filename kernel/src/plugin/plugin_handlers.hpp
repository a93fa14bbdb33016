#pragma once

#include "itops/router.hpp"
#include "plugin/plugin_host.hpp"

namespace itops::plugin {

/// Answers `GET /api/v1/plugins`: every plugin with its state, health and settings. [request]
Response listPlugins(const PluginHost& host);

}  // namespace itops::plugin
