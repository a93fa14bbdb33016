#include "config/schema.hpp"

#include <algorithm>

#include "config/edit_distance.hpp"
#include "config/kernel_settings.hpp"

namespace itops::config {
namespace {

constexpr std::string_view kVariablePrefix = "ITOPS_";

/// Compares without the prefix that all variables share, as it would hide how far two are apart.
std::string withoutPrefix(std::string_view variable) {
  if (variable.starts_with(kVariablePrefix)) variable.remove_prefix(kVariablePrefix.size());
  return std::string(variable);
}

}  // namespace

Schema::Schema(std::span<const PluginFields> plugins) : settings_(kernelSettings()) {
  for (const PluginFields& plugin : plugins) {
    plugin_ids_.push_back(plugin.id);
    for (Setting& setting : settingsOf(plugin)) settings_.push_back(std::move(setting));
  }
  index();
}

void Schema::index() {
  for (std::size_t position = 0; position < settings_.size(); ++position) {
    const Setting& setting = settings_[position];
    by_key_.emplace(setting.key, position);
    const std::string variable = variableName(setting.key);
    indexVariable(variable, position);
    if (setting.isSecret()) indexVariable(variable + "_FILE", position);
  }
}

void Schema::indexVariable(const std::string& variable, std::size_t position) {
  const auto [known, is_new] = by_variable_.emplace(variable, position);
  if (is_new) return;
  clashes_.push_back(settings_[known->second].key + " and " + settings_[position].key +
                     ": both are set by " + variable + "; rename one of the plugins' settings");
}

const Setting* Schema::find(std::string_view key) const {
  const auto known = by_key_.find(key);
  return known == by_key_.end() ? nullptr : &settings_[known->second];
}

const Setting* Schema::findVariable(std::string_view variable) const {
  const auto known = by_variable_.find(variable);
  if (known == by_variable_.end()) return nullptr;
  const Setting& setting = settings_[known->second];
  return variable == variableName(setting.key) ? &setting : nullptr;
}

bool Schema::isSection(std::string_view key) const {
  const std::string prefix = std::string(key) + ".";
  const auto next = by_key_.lower_bound(prefix);
  return next != by_key_.end() && next->first.starts_with(prefix);
}

bool Schema::hasPlugin(std::string_view id) const {
  return std::find(plugin_ids_.begin(), plugin_ids_.end(), id) != plugin_ids_.end();
}

std::optional<std::string> Schema::nearestKey(std::string_view key) const {
  std::vector<std::string> candidates;
  for (const Setting& setting : settings_) candidates.push_back(setting.key);
  for (const std::string& id : plugin_ids_) candidates.push_back("plugins." + id);
  return nearestName(key, candidates);
}

std::optional<std::string> Schema::nearestVariable(std::string_view variable) const {
  std::vector<std::string> candidates;
  for (const auto& [name, position] : by_variable_) candidates.push_back(withoutPrefix(name));
  const auto nearest = nearestName(withoutPrefix(variable), candidates);
  return nearest ? std::optional(std::string(kVariablePrefix) + *nearest) : std::nullopt;
}

}  // namespace itops::config
