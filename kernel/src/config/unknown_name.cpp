#include "config/unknown_name.hpp"

#include <algorithm>

#include "config/kernel_settings.hpp"

namespace itops::config {
namespace {

constexpr std::string_view kPluginKeys = "plugins.";
constexpr std::string_view kPluginVariables = "ITOPS_PLUGINS_";
constexpr std::string_view kEnabledVariable = "_ENABLED";
constexpr std::size_t kNameLengthMax = 128;

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::string missingPlugin(std::string_view id) {
  return "no plugin " + printableName(id) + " was found in plugins.dir; it has no effect";
}

/// The id in `plugins.<id>...` when no such plugin was found.
std::optional<std::string> foreignPlugin(const Schema& schema, std::string_view key) {
  if (!key.starts_with(kPluginKeys)) return std::nullopt;
  key.remove_prefix(kPluginKeys.size());
  const std::string id(key.substr(0, key.find('.')));
  return schema.hasPlugin(id) ? std::nullopt : std::optional(id);
}

/// Kubernetes gives each pod variables for the Services of its namespace. One that is called
/// `itops` or `itops-...` makes names that look like ours; they are not typing mistakes.
bool isServiceLink(std::string_view name, std::string_view value) {
  return name.ends_with("_SERVICE_HOST") || name.find("_SERVICE_PORT") != std::string_view::npos ||
         name.find("_TCP_") != std::string_view::npos || value.starts_with("tcp://") ||
         value.starts_with("udp://");
}

bool isAnnounced(std::string_view name) {
  const auto names = announcedVariables();
  return std::find(names.begin(), names.end(), name) != names.end();
}

}  // namespace

std::string printableName(std::string_view name) {
  const bool printable = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '.' || c == '-';
  });
  if (printable && !name.empty() && name.size() <= kNameLengthMax) return std::string(name);
  return "(a key that is no name of a setting, not shown)";
}

std::string unknownKey(const Schema& schema, std::string_view key) {
  const std::string start = printableName(key) + ": ";
  if (const auto nearest = schema.nearestKey(key)) {
    return start + "unknown setting, ignored; did you mean " + *nearest + "?";
  }
  if (const auto id = foreignPlugin(schema, key)) return start + missingPlugin(*id);
  return start + "unknown setting, ignored";
}

std::string unknownVariable(const Schema& schema, std::string_view name, std::string_view value) {
  if (isServiceLink(name, value)) return "";
  const std::string start = printableName(name) + ": ";
  if (isAnnounced(name)) return start + "is planned but has no effect in this version";
  if (const auto nearest = schema.nearestVariable(name)) {
    return start + "unknown variable, ignored; did you mean " + *nearest + "?";
  }
  if (name.starts_with(kPluginVariables) && name.ends_with(kEnabledVariable)) {
    name.remove_prefix(kPluginVariables.size());
    name.remove_suffix(std::min(name.size(), kEnabledVariable.size()));
    return lowerCase(value) == "false" ? "" : start + missingPlugin(lowerCase(name));
  }
  return start + "unknown variable, ignored";
}

}  // namespace itops::config
