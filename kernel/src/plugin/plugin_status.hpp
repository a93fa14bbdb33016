#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "itops/health.hpp"
#include "plugin/plugin_manifest.hpp"

namespace itops::plugin {

/// Where a plugin stands.
enum class PluginState {
  kStopped,   ///< enabled, not started yet or stopped again
  kRunning,   ///< its start() returned
  kDisabled,  ///< switched off: descriptor read, nothing constructed
  kFailed,    ///< enabled, but its start failed
};

/// `stopped`, `running`, `disabled`, `failed`. [any]
std::string_view pluginStateName(PluginState state);

/// One plugin as shown to operators. A copy.
struct PluginStatus {
  PluginManifest manifest;
  std::string file;  ///< base name of the library
  PluginState state = PluginState::kStopped;
  std::string error;       ///< why it failed, else empty
  std::string enabled_by;  ///< `default`, `file` or `environment`: who switched it on or off
  std::uint64_t calls = 0;
  std::uint64_t failures = 0;
  Health health;
};

/// One enabled plugin's part of `/ready`.
struct PluginReadiness {
  std::string id;
  Health health;
};

}  // namespace itops::plugin
