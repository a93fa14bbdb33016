#include "plugin/kernel_interfaces.hpp"

#include "itops/clock.hpp"
#include "itops/config.hpp"
#include "itops/logger.hpp"
#include "itops/router.hpp"

namespace itops::plugin {

std::set<std::string> KernelInterfaces::ids() const {
  std::set<std::string> ids;
  for (const auto& [id, factory] : factories_) ids.insert(id);
  return ids;
}

std::shared_ptr<void> KernelInterfaces::make(std::string_view interface_id,
                                             const PluginScope& scope) const {
  const auto factory = factories_.find(interface_id);
  return factory == factories_.end() ? nullptr : factory->second(scope);
}

bool isBasicInterface(std::string_view interface_id) {
  return interface_id == Logger::kInterfaceId || interface_id == Clock::kInterfaceId ||
         interface_id == Config::kInterfaceId || interface_id == Router::kInterfaceId;
}

}  // namespace itops::plugin
