#include "app/plugin_setup.hpp"

#include <algorithm>
#include <cctype>

namespace itops::app {
namespace {

std::string enabledKey(const std::string& id) {
  return "plugins." + id + ".enabled";
}

std::string enabledVariable(std::string id) {
  std::transform(id.begin(), id.end(), id.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return "ITOPS_PLUGINS_" + id + "_ENABLED";
}

std::string originName(config::Origin::Kind kind) {
  switch (kind) {
    case config::Origin::Kind::kFile:
      return "file";
    case config::Origin::Kind::kEnvironment:
      return "environment";
    default:
      return "default";
  }
}

std::filesystem::path migrationFolder(const std::filesystem::path& migrations,
                                      const plugin::PluginManifest& manifest) {
  auto beside_library = manifest.file.parent_path() / manifest.id / "migrations";
  return std::filesystem::is_directory(beside_library) ? beside_library : migrations / manifest.id;
}

}  // namespace

std::vector<config::PluginFields> pluginFields(
    const std::vector<plugin::PluginManifest>& manifests) {
  std::vector<config::PluginFields> fields;
  fields.reserve(manifests.size());
  for (const auto& manifest : manifests) {
    fields.push_back({manifest.id, manifest.enabled_by_default, manifest.config});
  }
  return fields;
}

plugin::PluginSwitches pluginSwitches(const config::Settings& settings,
                                      const config::Environment& environment) {
  return [&settings, environment](const std::string& id, bool enabled_by_default) {
    for (const config::Entry& entry : settings.entries()) {
      if (entry.setting.key != enabledKey(id)) continue;
      return plugin::PluginSwitch{settings.boolean(entry.setting.key),
                                  originName(entry.origin.kind)};
    }
    const auto variable = environment.find(enabledVariable(id));
    if (variable == environment.end()) return plugin::PluginSwitch{enabled_by_default, "default"};
    return plugin::PluginSwitch{variable->second != "false", "environment"};
  };
}

std::vector<MigrationSource> migrationSources(
    const std::filesystem::path& migrations, const config::Settings& settings,
    const std::vector<plugin::PluginManifest>& manifests) {
  std::vector<MigrationSource> sources{{"kernel", migrations / "kernel"}};
  for (const auto& manifest : manifests) {
    if (!settings.boolean(enabledKey(manifest.id))) continue;
    const auto folder = migrationFolder(migrations, manifest);
    if (std::filesystem::is_directory(folder)) sources.push_back({manifest.id, folder});
  }
  return sources;
}

std::vector<std::string> pluginIds(const std::vector<plugin::PluginManifest>& manifests) {
  std::vector<std::string> ids;
  for (const auto& manifest : manifests) ids.push_back(manifest.id);
  return ids;
}

std::vector<std::string> pluginPermissions(const std::vector<plugin::PluginManifest>& manifests) {
  std::vector<std::string> permissions;
  for (const auto& manifest : manifests) {
    permissions.insert(permissions.end(), manifest.permissions.begin(), manifest.permissions.end());
  }
  return permissions;
}

}  // namespace itops::app
