#include "plugin/plugin_routes.hpp"

#include "plugin/plugin_json.hpp"

namespace itops::plugin {

void registerPluginRoutes(Router& router, PluginHandlers& handlers) {
  router.add({.method = Method::kGet,
              .path = "/api/v1/plugins",
              .access = Access::permission("plugins.read"),
              .doc = {.summary = "List the plugins",
                      .description = "Every plugin found at the start by id, also those that are "
                                     "switched off or failed, with state, health, interfaces and "
                                     "settings. Calls, failures and threads are those of the "
                                     "answering process.",
                      .response_schema = pluginsSchema()},
              .handler = [&handlers](const Request& request) { return handlers.list(request); }});
  router.add({.method = Method::kPost,
              .path = "/api/v1/plugins/{id}/enable",
              .access = Access::permission("plugins.switch"),
              .doc = {.summary = "Switch a plugin on",
                      .description = "On all replicas within seconds. 409 when the configuration "
                                     "keeps it off, it was not started, or it needs a plugin that "
                                     "is off.",
                      .response_schema = pluginSchema()},
              .handler = [&handlers](const Request& request) { return handlers.enable(request); }});
  router.add(
      {.method = Method::kPost,
       .path = "/api/v1/plugins/{id}/disable",
       .access = Access::permission("plugins.switch"),
       .doc = {.summary = "Switch a plugin off",
               .description = "On all replicas within seconds: its paths answer 404 "
                              "`plugin_disabled`, its jobs and consumers wait, its sinks write "
                              "nothing. Its data stays. 409 while plugins that are on need it.",
               .response_schema = pluginSchema()},
       .handler = [&handlers](const Request& request) { return handlers.disable(request); }});
}

}  // namespace itops::plugin
