#include "plugin/plugin_status.hpp"

namespace itops::plugin {

std::string_view pluginStateName(PluginState state) {
  switch (state) {
    case PluginState::kRunning:
      return "running";
    case PluginState::kDisabled:
      return "disabled";
    case PluginState::kFailed:
      return "failed";
    case PluginState::kStopped:
      break;
  }
  return "stopped";
}

}  // namespace itops::plugin
