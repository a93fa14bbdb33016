#pragma once

#include <map>
#include <memory>
#include <string>

#include "itops/plugin.hpp"
#include "plugin/library.hpp"
#include "plugin/plugin_context.hpp"

namespace itops::plugin {

/// One plugin object with the context that it is started with. Destroying it destroys the plugin;
/// before that the kernel has removed its registrations and nobody is inside any more.
class PluginInstance {
 public:
  /// Constructs nothing yet. The references outlive the instance. [main]
  PluginInstance(const Library& library, const PluginScope& scope,
                 const KernelInterfaces& interfaces, const OfferedServices& offered);
  PluginInstance(const PluginInstance&) = delete;
  PluginInstance& operator=(const PluginInstance&) = delete;

  /// Constructs and starts the plugin through the guard of the scope; throws the Error with which
  /// that failed. Registrations made until then are left to the caller. Once. [main]
  void start();

  /// Calls the plugin's stop(), after a start() that returned. Once. [main]
  void stop() noexcept { plugin_->stop(); }

  /// What the plugin offers, by interface id. [main]
  const std::map<std::string, void*, std::less<>>& provided() const { return context_.provided(); }

  /// Asks the plugin itself, after a start() that returned; call it through the guard. [any]
  Health health() const { return plugin_->health(); }

 private:
  const Library& library_;
  CallGuard& guard_;
  PluginContext context_;  // Outlives the plugin, which may keep references into it.
  std::unique_ptr<Plugin> plugin_;
};

}  // namespace itops::plugin
