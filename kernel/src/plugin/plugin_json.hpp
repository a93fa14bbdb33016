#pragma once

#include <string>
#include <vector>

#include "plugin/plugin_status.hpp"

namespace itops::plugin {

/// The body of `GET /api/v1/plugins`: `{"items": [...]}` in the order given. [any]
std::string pluginsToJson(const std::vector<PluginStatus>& statuses);

/// JSON Schema of that body. [any]
std::string pluginsSchema();

}  // namespace itops::plugin
