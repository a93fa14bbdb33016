#pragma once

#include <span>
#include <string>
#include <vector>

#include "config/setting.hpp"
#include "itops/config.hpp"

namespace itops::config {

/// What a plugin's descriptor says of its settings. The fields stay the plugin's.
struct PluginFields {
  std::string id;
  bool enabled_by_default = true;
  std::span<const ConfigField> fields = {};
};

/// The fields of a descriptor's table, up to its entry without a key; empty for a null table. [any]
std::span<const ConfigField> fieldsOf(const ConfigField* table);

/// The plugin's settings: `plugins.<id>.enabled` and one per field. [any]
std::vector<Setting> settingsOf(const PluginFields& plugin);

/// What is wrong with the table itself, one sentence each, naming plugin and key: names, missing
/// help, a default that its own type or range refuses. Empty when it is fine. Check before
/// building a Schema from it. [any]
std::vector<std::string> checkPluginFields(const PluginFields& plugin);

}  // namespace itops::config
