#include "plugin/plugin_switchboard.hpp"

#include <algorithm>

#include "plugin/plugin_switch_repository.hpp"
#include "plugin/switch_rules.hpp"

namespace itops::plugin {
namespace {

/// The host's view, with the switches as they are stored now instead of as they were applied last.
std::vector<PluginStanding> currentStandings(const PluginHost& host,
                                             const StoredSwitches& switches) {
  auto plugins = host.standings();
  for (PluginStanding& plugin : plugins) {
    const auto stored = switches.find(plugin.manifest->id);
    plugin.switched_on = stored == switches.end() || stored->second.enabled;
  }
  return plugins;
}

bool isAlready(const std::vector<PluginStanding>& plugins, const std::string& id, bool on) {
  return std::any_of(plugins.begin(), plugins.end(), [&](const PluginStanding& plugin) {
    const bool off_by_configuration = plugin.state == PluginState::kDisabled;
    return plugin.manifest->id == id && (plugin.switched_on && !off_by_configuration) == on;
  });
}

AuditEntry auditEntry(const std::string& id, bool on) {
  const auto state = [](bool enabled) {
    return std::string(R"({"enabled":)") + (enabled ? "true" : "false") + "}";
  };
  return {.action = on ? "plugin.enable" : "plugin.disable",
          .object_type = "plugin",
          .object_id = id,
          .object_name = id,
          .before = state(!on),
          .after = state(on)};
}

}  // namespace

void PluginSwitchboard::refresh() {
  const std::lock_guard lock(refreshing_);
  host_.applySwitches(loadSwitches(database_));
}

void PluginSwitchboard::switchPlugin(const Request& request, const std::string& id, bool on) {
  database_.transact([&](Transaction& transaction) {
    const auto plugins = currentStandings(host_, lockSwitches(transaction));
    checkSwitch(plugins, id, on);
    if (isAlready(plugins, id, on)) return;
    storeSwitch(transaction, id, {on, request.principal().name, clock_.now()});
    audit_.record(transaction, request, auditEntry(id, on));
  });
  refresh();
}

}  // namespace itops::plugin
