#pragma once

#include <string>
#include <string_view>

#include "config/settings.hpp"
#include "itops/config.hpp"

namespace itops::config {

/// The settings of one plugin, as the plugin sees them: by their short keys, its own only.
/// Keeps a reference to the settings, which must outlive it. [any]
class PluginConfig final : public Config {
 public:
  PluginConfig(const Settings& settings, std::string_view plugin_id);

  bool boolean(std::string_view key) const override;
  std::int64_t integer(std::string_view key) const override;
  double number(std::string_view key) const override;
  std::chrono::milliseconds duration(std::string_view key) const override;
  std::string text(std::string_view key) const override;
  Secret secret(std::string_view key) const override;

 private:
  std::string fullKey(std::string_view key) const;

  const Settings& settings_;
  std::string prefix_;
};

}  // namespace itops::config
