#pragma once

#include <string>
#include <vector>

#include "plugin/plugin_manifest.hpp"
#include "plugin/plugin_status.hpp"

namespace itops::plugin {

/// One plugin as the rules for switching see it. The manifest outlives it.
struct PluginStanding {
  const PluginManifest* manifest;
  PluginState state;       ///< running, failed or, when the configuration keeps it off, disabled
  std::string enabled_by;  ///< `default`, `file` or `environment`
  std::string error;       ///< why it failed, else empty
  bool switched_on = true;
};

/// Checks that a plugin may be switched. Throws Error with the reason and the remedy:
/// - kNotFound `plugin_not_found`
/// - kConflict `plugin_off_by_configuration`: it was not loaded for use, and in the case of the
///   environment's `false` must not be
/// - kConflict `plugin_not_started`: its start failed
/// - kConflict `plugin_needed`: other plugins that are on need it; names them all
/// - kConflict `plugin_need_off`: it needs plugins that are off; names them all
/// Switching one to where it is already is always allowed. Pure. [any]
void checkSwitch(const std::vector<PluginStanding>& plugins, const std::string& id, bool on);

}  // namespace itops::plugin
