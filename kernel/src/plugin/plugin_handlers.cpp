#include "plugin/plugin_handlers.hpp"

#include "itops/error.hpp"
#include "plugin/plugin_json.hpp"

namespace itops::plugin {

Response PluginHandlers::list(const Request&) const {
  return {.body = pluginsToJson(host_.statuses())};
}

Response PluginHandlers::switchPlugin(const Request& request, bool on) {
  const std::string id(request.parameter("id"));
  switchboard_.switchPlugin(request, id, on);
  return {.body = pluginToJson(host_.status(id))};
}

}  // namespace itops::plugin
