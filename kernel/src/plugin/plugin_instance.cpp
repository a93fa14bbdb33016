#include "plugin/plugin_instance.hpp"

#include "itops/error.hpp"

namespace itops::plugin {

PluginInstance::PluginInstance(const Library& library, const PluginScope& scope,
                               const KernelInterfaces& interfaces, const OfferedServices& offered)
    : library_(library), guard_(*scope.guard), context_(scope, interfaces, offered) {}

void PluginInstance::start() {
  plugin_.reset(guard_.run(CallKind::kCreate, "its constructor", library_.create));
  if (plugin_ == nullptr) {
    throw Error(ErrorKind::kInternal, "plugin_error",
                "Plugin " + library_.manifest.id +
                    " constructed nothing; export it with "
                    "ITOPS_PLUGIN.");
  }
  guard_.run(CallKind::kStart, "start()", [this] { plugin_->start(context_); });
  context_.finishOffers();
}

}  // namespace itops::plugin
