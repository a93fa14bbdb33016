#include "plugin/plugin_routes.hpp"

#include "plugin/plugin_handlers.hpp"
#include "plugin/plugin_json.hpp"

namespace itops::plugin {

void addPluginRoutes(const std::function<void(Route)>& add, const PluginHost& host) {
  add({.method = Method::kGet,
       .path = "/api/v1/plugins",
       .access = Access::permission("plugins.read"),
       .doc = {.summary = "List the plugins",
               .description = "Every plugin found at the start by id, also those that are switched "
                              "off or failed, with state, health, interfaces and settings.",
               .response_schema = pluginsSchema()},
       .handler = [&host](const Request&) { return listPlugins(host); }});
}

}  // namespace itops::plugin
