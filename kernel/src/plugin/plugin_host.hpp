#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"
#include "plugin/kernel_interfaces.hpp"
#include "plugin/plugin_catalog.hpp"
#include "plugin/plugin_context.hpp"
#include "plugin/plugin_record.hpp"
#include "plugin/plugin_status.hpp"

namespace itops::plugin {

/// What the app lends the host to run plugins with. References, and what the functions refer to,
/// outlive the host.
struct PluginRuntime {
  Logger& logger;
  MetricsRegistry& metrics;
  KernelInterfaces interfaces;
  /// Removes routes, sinks and whatever else is registered under that owner. Must not throw.
  std::function<void(const std::string& owner)> remove_registrations;
  /// Answers 404 `plugin_disabled` under a path prefix of a plugin that is off.
  std::function<void(const std::string& prefix, const std::string& plugin_id)> gate_prefix;
  /// Takes that back. [any]
  std::function<void(const std::string& prefix, const std::string& plugin_id)> ungate_prefix;
  /// How long a stop waits for the calls inside one plugin.
  std::chrono::milliseconds drain_limit{5000};
  /// How long a plugin's health() is waited for.
  std::chrono::milliseconds health_limit{500};
  /// Requests that may be inside one plugin at once; 0 for any number.
  int handlers_max = 0;
  /// True: a plugin that can't start stops the whole start.
  bool strict = false;
};

/// Loads, checks, starts and stops the plugins of this process. The app calls, in this order:
/// load() for each folder, check() with the settings, start() after the migrations, stop().
/// Nothing of a plugin runs before start() but its static initialisers; nothing is ever unloaded.
class PluginHost {
 public:
  PluginHost();
  /// Stops what still runs.
  ~PluginHost();
  PluginHost(const PluginHost&) = delete;
  PluginHost& operator=(const PluginHost&) = delete;

  /// Reads the descriptors of all `*.so` files of a folder. Problems, also with the folder itself,
  /// are kept for check(). [main]
  void load(const std::filesystem::path& folder) { catalog_.load(folder); }

  /// Manifests of all plugins whose descriptor is sound, by id: id, default switch and settings for
  /// the configuration. [main]
  std::vector<PluginManifest> manifests() const;

  /// Applies the switches and reports the problems of all files and of the start order together.
  /// Once, before start(). @param kernel_offers see KernelInterfaces::ids(). [main]
  PluginCheck check(const PluginSwitches& switches, const std::set<std::string>& kernel_offers);

  /// Gates what is off and starts the rest, each after the plugins that it needs. A plugin that
  /// fails is undone, logged and kept off together with those that need it; the others go on. In
  /// strict mode everything is stopped again and Error(kInternal, "plugin_start_failed") thrown.
  /// Once, after a check() without problems. [main]
  void start(PluginRuntime runtime);

  /// Stops the running plugins in reverse order: registrations removed, calls inside drained,
  /// stop(), destruction. A plugin whose calls don't end within the limit is neither stopped nor
  /// destroyed, as its code still runs. Does nothing the second time. [main]
  void stop() noexcept;

  /// Switches plugins off or on while they run, as stored: their paths are gated, their sinks write
  /// nothing. Plugins without an entry are on. After start(). [any], one call at a time
  void applySwitches(const StoredSwitches& switches);

  /// False while that plugin is switched off or doesn't run; true for whoever is no plugin. [any]
  bool isEnabled(std::string_view owner) const;

  /// All plugins by id as the rules for switching see them. [any]
  std::vector<PluginStanding> standings() const;

  /// All plugins by id, asking the running ones for their health. Empty before check(). [any]
  std::vector<PluginStatus> statuses() const;

  /// One of them. Throws Error(kNotFound, "plugin_not_found"). [any]
  PluginStatus status(std::string_view id) const;

  /// The enabled plugins by id; one that doesn't run is not ready, one in which calls hang, that
  /// failed lately or that started threads is ready but says so. Empty before check(). [any]
  std::vector<PluginReadiness> ready() const;

 private:
  PluginRecord& recordOf(const std::string& id) const;
  PluginRecord* find(std::string_view id) const;
  void gateDisabled() const;
  void gate(const PluginRecord& record, bool closed) const;
  void startPlugin(PluginRecord& record);
  void publishOffers(PluginRecord& record);
  void fail(PluginRecord& record, const std::string& reason, const std::string& detail);
  void retire(PluginRecord& record, bool started) noexcept;
  bool drain(PluginRecord& record) noexcept;
  std::string failedNeed(const PluginManifest& manifest) const;

  PluginCatalog catalog_;
  OfferedServices offered_;
  std::optional<PluginRuntime> runtime_;
  std::vector<std::unique_ptr<PluginRecord>> records_;  ///< by id, made by check()
  std::vector<PluginRecord*> running_;                  ///< in the order of their start
};

}  // namespace itops::plugin
