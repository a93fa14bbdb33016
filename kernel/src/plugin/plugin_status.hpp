#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/health.hpp"
#include "itops/timestamp.hpp"
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

/// A call that is inside a plugin, or one that failed.
struct CallNote {
  std::string what;
  std::string message = {};  ///< of a failure
  std::int64_t seconds = 0;  ///< inside for so long, or failed so long ago
};

/// One plugin as shown to operators. A copy.
struct PluginStatus {
  PluginManifest manifest;
  std::string file;  ///< base name of the library
  PluginState state = PluginState::kStopped;
  std::string error;        ///< why it failed, else empty
  std::string enabled_by;   ///< `default`, `file`, `environment` or `switch`: who said on or off
  std::string switched_by;  ///< who switched it while core ran, else empty
  std::optional<Timestamp> switched_at = {};
  std::uint64_t calls = 0;
  std::uint64_t failures = 0;
  int calls_inside = 0;
  std::optional<CallNote> longest_call = {};
  std::optional<CallNote> last_failure = {};
  int threads = 0;  ///< that it started, which plugins must not
  Health health;
};

/// What is wrong with a plugin that is ready all the same: a call that hangs, a failure in the last
/// minute, threads of its own. Empty when nothing is. [any]
std::string complaintOf(const PluginStatus& status);

/// One enabled plugin's part of `/ready`.
struct PluginReadiness {
  std::string id;
  Health health;
};

}  // namespace itops::plugin
