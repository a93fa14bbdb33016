#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/database_access.hpp"
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

/// `kernel` and every enabled plugin that has migrations, in the order to apply them. A plugin's
/// files lie in `<folder of its library>/<id>/migrations`, so that a third party's plugin is copied
/// into one folder; those of the installation's own lie in `migrations`/<id>.
std::vector<MigrationSource> migrationSources(const std::filesystem::path& migrations,
                                              const config::Settings& settings,
                                              const std::vector<plugin::PluginManifest>& manifests);

/// Their ids, in the same order.
std::vector<std::string> pluginIds(const std::vector<plugin::PluginManifest>& manifests);

/// All permissions that plugins declare.
std::vector<std::string> pluginPermissions(const std::vector<plugin::PluginManifest>& manifests);

}  // namespace itops::app
