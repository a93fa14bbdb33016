#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>

#include "itops/logger.hpp"
#include "plugin/call_guard.hpp"
#include "plugin/health_probe.hpp"
#include "plugin/plugin_catalog.hpp"
#include "plugin/plugin_instance.hpp"
#include "plugin/plugin_status.hpp"
#include "plugin/plugin_switch_repository.hpp"
#include "plugin/switch_rules.hpp"

namespace itops::plugin {

/// One plugin of this process and where it stands. The main thread changes it, any thread asks for
/// its status.
class PluginRecord {
 public:
  /// Stopped, or disabled when the entry's switch says so. @param entry outlives this record
  explicit PluginRecord(const CatalogEntry& entry);
  /// Leaves the plugin's object alive when a call is still inside: its code still runs.
  ~PluginRecord();
  PluginRecord(const PluginRecord&) = delete;
  PluginRecord& operator=(const PluginRecord&) = delete;

  const PluginManifest& manifest() const { return entry_.library.manifest; }
  const Library& library() const { return entry_.library; }

  PluginState state() const;                                        ///< [any]
  void setState(PluginState state, const std::string& error = {});  ///< [main]

  /// Gives the plugin its door and its object, before the start. @param logger outlives this
  /// record; told when health() throws. @param health_limit how long health() is waited for. [main]
  void open(std::shared_ptr<CallGuard> guard, std::unique_ptr<PluginInstance> instance,
            Logger& logger, std::chrono::milliseconds health_limit);

  /// The door and the object of open(). [main]
  CallGuard& guard() { return *guard_; }
  PluginInstance& instance() { return *instance_; }

  /// Destroys the plugin's object; the door is closed and nobody inside. [main]
  void destroyInstance() { instance_.reset(); }

  /// Notes how the plugin was switched while core runs; empty: it was not. True when it went on or
  /// off by that. [any]
  bool applySwitch(const std::optional<StoredSwitch>& stored);
  /// False while it is switched off. [any]
  bool isSwitchedOn() const { return switched_on_; }

  /// Everything about the plugin; a running one is asked for its health, on a thread of its own, as
  /// it may block. [any]
  PluginStatus status() const;
  /// Without asking it anything. [any]
  PluginStanding standing() const;

 private:
  PluginStatus statusByRecord(std::shared_ptr<CallGuard>& guard) const;
  Health healthIn(const PluginStatus& status, const std::shared_ptr<CallGuard>& guard) const;
  Health askForHealth(const std::shared_ptr<CallGuard>& guard) const;

  const CatalogEntry& entry_;
  std::atomic<bool> switched_on_ = true;
  mutable std::mutex mutex_;  ///< guards state_, error_, stored_switch_ and guard_
  PluginState state_;
  std::string error_;
  std::optional<StoredSwitch> stored_switch_;
  std::shared_ptr<CallGuard> guard_;  ///< null until open(); handlers in the route table share it
  Logger* logger_ = nullptr;          ///< null until open()
  std::chrono::milliseconds health_limit_{0};
  mutable HealthProbe probe_;
  std::unique_ptr<PluginInstance> instance_;  ///< by other threads used only inside `guard_`
};

}  // namespace itops::plugin
