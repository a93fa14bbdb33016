#include "config/plugin_config.hpp"

namespace itops::config {

PluginConfig::PluginConfig(const Settings& settings, std::string_view plugin_id)
    : settings_(settings), prefix_("plugins." + std::string(plugin_id) + ".") {}

std::string PluginConfig::fullKey(std::string_view key) const {
  return prefix_ + std::string(key);
}

bool PluginConfig::boolean(std::string_view key) const {
  return settings_.boolean(fullKey(key));
}

std::int64_t PluginConfig::integer(std::string_view key) const {
  return settings_.integer(fullKey(key));
}

double PluginConfig::number(std::string_view key) const {
  return settings_.number(fullKey(key));
}

std::chrono::milliseconds PluginConfig::duration(std::string_view key) const {
  return settings_.duration(fullKey(key));
}

std::string PluginConfig::text(std::string_view key) const {
  return settings_.text(fullKey(key));
}

Secret PluginConfig::secret(std::string_view key) const {
  return settings_.secret(fullKey(key));
}

}  // namespace itops::config
