#pragma once

#include <mutex>
#include <string>

#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"
#include "plugin/plugin_host.hpp"

namespace itops::plugin {

/// Switches plugins while core runs, on all replicas: stored in the database, told by NOTIFY on
/// `itops_plugins`, applied by each replica to its own host. Nothing is loaded or unloaded.
class PluginSwitchboard {
 public:
  /// All references outlive this object.
  PluginSwitchboard(Database& database, PluginHost& host, Audit& audit, const Clock& clock)
      : database_(database), host_(host), audit_(audit), clock_(clock) {}

  /// Reads the stored switches and applies them here. Throws as Database does. [main] [job]
  void refresh();

  /// Switches a plugin on or off for the caller of the request, and here at once. Repeating it
  /// changes nothing. Throws as checkSwitch() does. [request]
  void switchPlugin(const Request& request, const std::string& id, bool on);

 private:
  Database& database_;
  PluginHost& host_;
  Audit& audit_;
  const Clock& clock_;
  std::mutex refreshing_;  ///< what was read first is applied first
};

}  // namespace itops::plugin
