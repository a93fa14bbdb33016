#include "plugin/plugin_manifest.hpp"

namespace itops::plugin {

namespace {

std::vector<std::string> readList(const char* const* list) {
  std::vector<std::string> entries;
  for (; list != nullptr && *list != nullptr; ++list) entries.emplace_back(*list);
  return entries;
}

std::vector<ConfigField> readConfig(const ConfigField* field) {
  std::vector<ConfigField> fields;
  for (; field != nullptr && field->key != nullptr; ++field) {
    fields.push_back(*field);
    if (field->default_value == nullptr) fields.back().default_value = "";
  }
  return fields;
}

}  // namespace

PluginManifest readManifest(const PluginDescriptor& descriptor) {
  const PluginInfo& info = *descriptor.info;
  PluginManifest manifest;
  manifest.id = info.id;
  manifest.name = info.name;
  manifest.version = info.version;
  manifest.description = info.description;
  manifest.enabled_by_default = info.enabled_by_default;
  manifest.needs = readList(info.needs);
  manifest.uses = readList(info.uses);
  manifest.offers = readList(info.offers);
  manifest.path_prefixes = readList(info.path_prefixes);
  manifest.permissions = readList(info.permissions);
  manifest.config = readConfig(info.config);
  manifest.sdk_version_major = descriptor.sdk_version_major;
  manifest.sdk_version_minor = descriptor.sdk_version_minor;
  return manifest;
}

}  // namespace itops::plugin
