#include "plugin/plugin_context.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::plugin {

namespace {

bool contains(const std::vector<std::string>& list, std::string_view entry) {
  return std::find(list.begin(), list.end(), entry) != list.end();
}

}  // namespace

PluginContext::PluginContext(PluginScope scope, const KernelInterfaces& interfaces,
                             const OfferedServices& offered)
    : scope_(std::move(scope)), interfaces_(interfaces), offered_(offered) {}

void PluginContext::finishOffers() {
  starting_ = false;
  for (const std::string& id : scope_.manifest.offers) {
    if (provided_.contains(id)) continue;
    refuse("offer_missing", "lists " + id +
                                " under offers but did not offer it in start(); call "
                                "context.offer() or take it off the list.");
  }
}

void* PluginContext::lookup(std::string_view interface_id, bool required) {
  requireListed(interface_id, required);
  if (void* made = findKernelInterface(interface_id)) return made;
  const auto offered = offered_.find(interface_id);
  if (offered != offered_.end()) return offered->second.service;
  if (!required) return nullptr;
  refuse("need_unmet", "needs " + std::string(interface_id) + ", which nobody offers.");
}

void PluginContext::provide(std::string_view interface_id, void* service) {
  const std::string id(interface_id);
  if (!starting_) {
    refuse("offer_late", "offers " + id + " after its start(); offer it in start().");
  }
  if (!contains(scope_.manifest.offers, id)) {
    refuse("offer_undeclared",
           "offers " + id + " without listing it; add it to offers of its PluginInfo.");
  }
  if (!provided_.emplace(id, service).second) {
    refuse("offer_repeated", "offers " + id + " twice; offer it once.");
  }
}

void PluginContext::requireListed(std::string_view interface_id, bool required) const {
  if (isBasicInterface(interface_id) || contains(scope_.manifest.needs, interface_id)) return;
  const std::string id(interface_id);
  if (!contains(scope_.manifest.uses, interface_id)) {
    refuse("need_undeclared", "asks for " + id + " without listing it; add it to " +
                                  (required ? "needs" : "uses") + " of its PluginInfo.");
  }
  if (required) {
    refuse("need_undeclared", "needs " + id +
                                  " but lists it under uses; ask with find<T>(), or move it to "
                                  "needs of its PluginInfo.");
  }
}

void* PluginContext::findKernelInterface(std::string_view interface_id) {
  const auto known = made_.find(interface_id);
  if (known != made_.end()) return known->second.get();
  std::shared_ptr<void> made = interfaces_.make(interface_id, scope_);
  return made_.emplace(interface_id, std::move(made)).first->second.get();
}

void PluginContext::refuse(const std::string& code, const std::string& what) const {
  throw Error(ErrorKind::kInternal, code, "Plugin " + scope_.manifest.id + " " + what);
}

}  // namespace itops::plugin
