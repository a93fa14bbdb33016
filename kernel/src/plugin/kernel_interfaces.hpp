#pragma once

#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "plugin/call_guard.hpp"
#include "plugin/plugin_manifest.hpp"

namespace itops::plugin {

/// For whom an interface is made: the plugin's manifest and the door to it.
struct PluginScope {
  const PluginManifest& manifest;  ///< lives as long as the host
  std::shared_ptr<CallGuard> guard;
};

/// What the kernel serves to plugins in this role, by interface id. Filled by the app before the
/// host starts, constant afterwards.
class KernelInterfaces {
 public:
  /// One object for all plugins, such as Database. @param service outlives the host. [main]
  template <class T>
  void share(T& service) {
    factories_.insert_or_assign(std::string(T::kInterfaceId), [&service](const PluginScope&) {
      return std::shared_ptr<void>(std::shared_ptr<void>(), &service);
    });
  }

  /// One object per plugin, such as Router or Config, made when the plugin is started and destroyed
  /// after its stop(). shared_ptr, because it is stored with its type erased. [main]
  template <class T>
  void perPlugin(std::function<std::shared_ptr<T>(const PluginScope&)> make) {
    factories_.insert_or_assign(
        std::string(T::kInterfaceId),
        [make = std::move(make)](const PluginScope& scope) -> std::shared_ptr<void> {
          return make(scope);
        });
  }

  /// The ids of all interfaces. [any]
  std::set<std::string> ids() const;

  /// The interface for one plugin, pointing to exactly its T; null for an unknown id. [main]
  std::shared_ptr<void> make(std::string_view interface_id, const PluginScope& scope) const;

 private:
  using Factory = std::function<std::shared_ptr<void>(const PluginScope&)>;
  std::map<std::string, Factory, std::less<>> factories_;
};

/// True for Logger, Clock, Config and Router, which a plugin needn't list under `needs`. [any]
bool isBasicInterface(std::string_view interface_id);

}  // namespace itops::plugin
