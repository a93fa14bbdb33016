#include "plugin/plugin_handlers.hpp"

#include "plugin/plugin_json.hpp"

namespace itops::plugin {

Response listPlugins(const PluginHost& host) {
  return {.body = pluginsToJson(host.statuses())};
}

}  // namespace itops::plugin
