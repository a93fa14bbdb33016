#pragma once

#include <string>
#include <vector>

#include "plugin/plugin_status.hpp"

namespace itops::plugin {

/// The body of `GET /api/v1/plugins`: `{"items": [...]}` in the order given. [any]
std::string pluginsToJson(const std::vector<PluginStatus>& statuses);

/// One plugin as it stands in that list. [any]
std::string pluginToJson(const PluginStatus& status);

/// JSON Schemas of both. [any]
std::string pluginsSchema();
std::string pluginSchema();

}  // namespace itops::plugin
