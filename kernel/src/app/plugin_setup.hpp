#pragma once

#include <string>
#include <vector>

#include "config/load.hpp"
#include "config/plugin_fields.hpp"
#include "config/settings.hpp"
#include "plugin/plugin_catalog.hpp"
#include "plugin/plugin_manifest.hpp"

/// Between the plugin host and the configuration, which don't know each other. [main]
namespace itops::app {

/// The manifests' settings as the configuration wants them; `manifests` must outlive the result.
std::vector<config::PluginFields> pluginFields(
    const std::vector<plugin::PluginManifest>& manifests);

/// Who is switched on, by `plugins.<id>.enabled`. A library that could not be read has no such
/// setting; only its environment variable counts.
plugin::PluginSwitches pluginSwitches(const config::Settings& settings,
                                      const config::Environment& environment);

/// `kernel` and every plugin, each an owner of migrations.
std::vector<std::string> migrationOwners(const config::Settings& settings,
                                         const std::vector<plugin::PluginManifest>& manifests);

/// All permissions that plugins declare.
std::vector<std::string> pluginPermissions(const std::vector<plugin::PluginManifest>& manifests);

}  // namespace itops::app
