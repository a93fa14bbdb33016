#pragma once

#include "itops/router.hpp"
#include "plugin/plugin_host.hpp"
#include "plugin/plugin_switchboard.hpp"

namespace itops::plugin {

/// HTTP side of /api/v1/plugins. [request]
class PluginHandlers {
 public:
  /// @param host, switchboard outlive this object
  PluginHandlers(const PluginHost& host, PluginSwitchboard& switchboard)
      : host_(host), switchboard_(switchboard) {}

  /// Every plugin with its state, health and settings.
  Response list(const Request& request) const;

  /// Switches a plugin and answers how it stands then.
  Response enable(const Request& request) { return switchPlugin(request, true); }
  Response disable(const Request& request) { return switchPlugin(request, false); }

 private:
  Response switchPlugin(const Request& request, bool on);

  const PluginHost& host_;
  PluginSwitchboard& switchboard_;
};

}  // namespace itops::plugin
