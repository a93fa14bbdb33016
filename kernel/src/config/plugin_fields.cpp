#include "config/plugin_fields.hpp"

#include <algorithm>
#include <cstddef>
#include <set>
#include <string_view>
#include <utility>
#include <variant>

#include "config/kernel_settings.hpp"
#include "config/value.hpp"
#include "logging/escape.hpp"

namespace itops::config {
namespace {

constexpr std::string_view kEnabled = "enabled";
constexpr std::size_t kFieldsMax = 200;

bool isSnakeCase(std::string_view name) {
  const bool letters = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  return letters && !name.empty() && name.front() >= 'a' && name.front() <= 'z';
}

/// `plugins.dir` and its like are settings of the kernel, so no plugin may be called so.
bool isTakenId(std::string_view id) {
  const auto settings = kernelSettings();
  const std::string key = "plugins." + std::string(id);
  return std::any_of(settings.begin(), settings.end(),
                     [&](const Setting& setting) { return setting.key == key; });
}

bool hasText(const char* text) {
  return text != nullptr && *text != '\0';
}

Setting settingOf(const std::string& plugin_id, const ConfigField& field) {
  Setting setting{.key = "plugins." + plugin_id + "." + field.key, .type = field.type};
  setting.default_value = field.default_value == nullptr ? "" : field.default_value;
  setting.help = field.help == nullptr ? "" : field.help;
  if (!setting.isText()) {
    setting.minimum = field.minimum;
    setting.maximum = field.maximum;
  }
  return setting;
}

/// What is wrong with one field; empty when it is fine.
std::string checkField(const std::string& plugin_id, const ConfigField& field) {
  if (!isSnakeCase(field.key)) return "expected a key of lower-case letters, digits and _";
  if (field.key == kEnabled) return "the key is the kernel's own; expected another name";
  if (!hasText(field.help)) return "has no help; expected one sentence";
  const bool is_secret = field.type == ConfigType::kSecret;
  if (is_secret && hasText(field.default_value)) {
    return "is a secret with a default; expected the default \"\"";
  }
  const Setting setting = settingOf(plugin_id, field);
  const auto value = parseValue(setting, setting.default_value);
  const auto* bad = std::get_if<BadValue>(&value);
  return bad ? "has the default " + bad->found + ", expected " + bad->expected : std::string{};
}

}  // namespace

std::span<const ConfigField> fieldsOf(const ConfigField* table) {
  std::size_t count = 0;
  while (table != nullptr && table[count].key != nullptr) ++count;
  return {table, count};
}

std::vector<Setting> settingsOf(const PluginFields& plugin) {
  std::vector<Setting> settings{
      {.key = "plugins." + plugin.id + "." + std::string(kEnabled),
       .type = ConfigType::kBool,
       .default_value = plugin.enabled_by_default ? "true" : "false",
       .help = "Turns the plugin on or off. Off: its routes answer 404 `plugin_disabled`, its data "
               "stays."}};
  for (const ConfigField& field : plugin.fields) settings.push_back(settingOf(plugin.id, field));
  return settings;
}

std::vector<std::string> checkPluginFields(const PluginFields& plugin) {
  const std::string name = "plugin " + inQuotes(plugin.id);
  if (!isSnakeCase(plugin.id)) {
    return {name + ": expected an id of lower-case letters, digits and _"};
  }
  if (isTakenId(plugin.id)) {
    return {name + ": the id is taken by the kernel's setting plugins." + plugin.id};
  }
  if (plugin.fields.size() > kFieldsMax) {
    return {name + ": has " + std::to_string(plugin.fields.size()) +
            " settings, expected at most " + std::to_string(kFieldsMax)};
  }
  std::vector<std::string> problems;
  std::set<std::string_view> seen;
  for (const ConfigField& field : plugin.fields) {
    const std::string setting = name + ": setting " + inQuotes(field.key) + " ";
    const std::string problem = checkField(plugin.id, field);
    if (!problem.empty()) problems.push_back(setting + problem);
    if (!seen.insert(field.key).second) problems.push_back(setting + "is declared twice");
  }
  return problems;
}

}  // namespace itops::config
