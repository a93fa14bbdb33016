#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "itops/logger.hpp"
#include "metrics/metrics.hpp"
#include "plugin/descriptor_problem.hpp"
#include "plugin/kernel_interfaces.hpp"
#include "plugin/library.hpp"
#include "plugin/plugin_status.hpp"

namespace itops::plugin {

/// Whether a plugin is on, and who said so: `default`, `file` or `environment`.
struct PluginSwitch {
  bool enabled = true;
  std::string origin = "default";
};

/// Answers for a plugin id (or the file stem of a library that could not be read) and its default.
using PluginSwitches = std::function<PluginSwitch(const std::string& id, bool enabled_by_default)>;

/// What a check found.
struct PluginCheck {
  std::vector<DescriptorProblem> problems;  ///< any of them must stop the start
  std::vector<DescriptorProblem> notices;   ///< broken libraries that are switched off anyway
};

/// What the app lends the host to run plugins with. References outlive the host.
struct PluginRuntime {
  Logger& logger;
  Metrics& metrics;
  KernelInterfaces interfaces;
  /// Removes routes, sinks and whatever else is registered under that owner; called before stop().
  std::function<void(const std::string& owner)> remove_registrations;
  /// Answers 404 `plugin_disabled` under a path prefix of a plugin that is off.
  std::function<void(const std::string& prefix, const std::string& plugin_id)> gate_prefix;
  /// How long a stop waits for calls inside a plugin.
  std::chrono::milliseconds drain_limit{5000};
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

  /// Reads the descriptors of all `*.so` files in a folder, by name. Problems are kept for check();
  /// a folder that can't be read is one. Before check() only. [main]
  void load(const std::filesystem::path& folder);

  /// Manifests of all plugins whose descriptor is sound, by id: id, default switch and settings for
  /// the configuration. [main]
  std::vector<PluginManifest> manifests() const;

  /// Applies the switches and reports the problems of all files and of the start order together.
  /// Once, before start(). @param kernel_offers see KernelInterfaces::ids(). [main]
  PluginCheck check(const PluginSwitches& switches, const std::set<std::string>& kernel_offers);

  /// Gates what is off and starts the rest, each after the plugins that it needs. A plugin that
  /// fails is undone, logged and kept off together with those that need it; the others go on. In
  /// strict mode throws Error(kInternal, "plugin_start_failed") instead, everything stopped again.
  /// Once, after a check() without problems. [main]
  void start(PluginRuntime runtime);

  /// Stops the running plugins in reverse order: registrations removed, calls inside drained,
  /// stop(), destruction. A plugin whose calls don't end within the limit is neither stopped nor
  /// destroyed: its code still runs. Does nothing the second time. [main]
  void stop() noexcept;

  /// All plugins by id, asking the running ones for their health. [any]
  std::vector<PluginStatus> statuses() const;

  /// The enabled plugins by id; one that failed is not ready. [any]
  std::vector<PluginReadiness> ready() const;

 private:
  struct Record;
  struct FileProblems;

  Record* find(const std::string& id) const;
  void reportClashes(std::vector<DescriptorProblem>& problems) const;
  void reportOrder(const std::set<std::string>& kernel_offers,
                   std::vector<DescriptorProblem>& problems);
  void gateDisabled() const;
  void startPlugin(Record& record);
  void stopPlugin(Record& record) noexcept;
  void fail(Record& record, const std::string& reason);
  std::string missingNeed(const Record& record) const;
  PluginStatus statusOf(const Record& record) const;

  std::vector<std::unique_ptr<Record>> records_;  ///< constant from check() on, but for the states
  std::vector<FileProblems> broken_;
  std::vector<std::string> order_;
  std::unique_ptr<PluginRuntime> runtime_;
  mutable std::mutex mutex_;  ///< guards state and error of the records
};

}  // namespace itops::plugin
