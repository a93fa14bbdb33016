#include "plugin/switch_rules.hpp"

#include <algorithm>
#include <cctype>

#include "itops/error.hpp"

namespace itops::plugin {
namespace {

using Standings = std::vector<PluginStanding>;

bool isOn(const PluginStanding& plugin) {
  return plugin.state == PluginState::kRunning && plugin.switched_on;
}

bool needsSomethingOf(const PluginStanding& user, const PluginStanding& offerer) {
  const auto& needs = user.manifest->needs;
  const auto& offers = offerer.manifest->offers;
  return std::any_of(needs.begin(), needs.end(), [&](const std::string& need) {
    return std::find(offers.begin(), offers.end(), need) != offers.end();
  });
}

template <class Condition>
std::string namesOf(const Standings& plugins, Condition condition) {
  std::string names;
  for (const PluginStanding& plugin : plugins) {
    if (condition(plugin)) names += (names.empty() ? "" : ", ") + plugin.manifest->id;
  }
  return names;
}

std::string variableOf(std::string id) {
  std::transform(id.begin(), id.end(), id.begin(),
                 [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return "ITOPS_PLUGINS_" + id + "_ENABLED";
}

[[noreturn]] void refuse(const char* code, const std::string& message) {
  throw Error(ErrorKind::kConflict, code, message);
}

void checkOn(const Standings& plugins, const PluginStanding& target) {
  const std::string& id = target.manifest->id;
  if (target.state == PluginState::kDisabled) {
    refuse("plugin_off_by_configuration", "Plugin " + id + " is kept off by the configuration (" +
                                              target.enabled_by + "), which is final; set " +
                                              variableOf(id) + "=true and restart core.");
  }
  if (target.state != PluginState::kRunning) {
    refuse("plugin_not_started", "Plugin " + id + " was not started here: " +
                                     (target.error.empty() ? "core is stopping." : target.error));
  }
  const std::string needed = namesOf(plugins, [&](const PluginStanding& other) {
    return !isOn(other) && needsSomethingOf(target, other);
  });
  if (needed.empty()) return;
  refuse("plugin_need_off",
         "Plugin " + id + " needs plugins that are off: " + needed + "; switch them on first.");
}

void checkOff(const Standings& plugins, const PluginStanding& target) {
  const std::string users = namesOf(plugins, [&](const PluginStanding& other) {
    return isOn(other) && needsSomethingOf(other, target);
  });
  if (users.empty()) return;
  refuse("plugin_needed", "Plugin " + target.manifest->id + " is needed by plugins that are on: " +
                              users + "; switch them off first.");
}

}  // namespace

void checkSwitch(const Standings& plugins, const std::string& id, bool on) {
  const auto target = std::find_if(plugins.begin(), plugins.end(),
                                   [&](const auto& plugin) { return plugin.manifest->id == id; });
  if (target == plugins.end()) {
    throw Error(ErrorKind::kNotFound, "plugin_not_found",
                "There is no plugin " + id + "; GET /api/v1/plugins lists them.");
  }
  if (isOn(*target) == on) return;
  if (on) {
    checkOn(plugins, *target);
  } else if (target->state == PluginState::kRunning) {
    checkOff(plugins, *target);
  }
}

}  // namespace itops::plugin
