#include "plugin/plugin_status.hpp"

namespace itops::plugin {
namespace {

constexpr std::int64_t kHangSeconds = 10;
constexpr std::int64_t kFailureSeconds = 60;

}  // namespace

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

std::string complaintOf(const PluginStatus& status) {
  const auto& call = status.longest_call;
  if (call && call->seconds >= kHangSeconds) {
    return call->what + " has been inside for " + std::to_string(call->seconds) + " s.";
  }
  if (status.threads > 0) {
    return "It runs " + std::to_string(status.threads) +
           " threads of its own, which plugins must not start.";
  }
  const auto& failure = status.last_failure;
  if (failure && failure->seconds < kFailureSeconds) {
    return failure->what + " failed " + std::to_string(failure->seconds) + " s ago.";
  }
  return {};
}

}  // namespace itops::plugin
