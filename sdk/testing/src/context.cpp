#include "itops/testing/context.hpp"

#include "itops/clock.hpp"
#include "itops/error.hpp"
#include "itops/logger.hpp"
#include "itops/router.hpp"
#include "route_rules.hpp"

namespace itops::test {
namespace {

bool isBasic(std::string_view id) {
  return id == Logger::kInterfaceId || id == Clock::kInterfaceId || id == Config::kInterfaceId ||
         id == Router::kInterfaceId;
}

}  // namespace

void FakeContext::finishOffers() {
  starting_ = false;
  for (const char* const* id = info_.offers; id != nullptr && *id != nullptr; ++id) {
    if (offered_.contains(*id)) continue;
    refuse("offer_missing", "lists " + std::string(*id) +
                                " under offers but did not offer it in start(); call "
                                "context.offer() or take it off the list.");
  }
}

void* FakeContext::lookup(std::string_view interface_id, bool required) {
  requireListed(interface_id, required);
  const auto found = served_.find(interface_id);
  if (found != served_.end()) return found->second;
  if (!required) return nullptr;
  refuse("need_unmet", "needs " + std::string(interface_id) +
                           ", which nobody offers; in a test serve() it first.");
}

void FakeContext::provide(std::string_view interface_id, void* service) {
  const std::string id(interface_id);
  if (!starting_) {
    refuse("offer_late", "offers " + id + " after its start(); offer it in start().");
  }
  if (!listContains(info_.offers, id)) {
    refuse("offer_undeclared",
           "offers " + id + " without listing it; add it to offers of its PluginInfo.");
  }
  if (!offered_.emplace(id, service).second) {
    refuse("offer_repeated", "offers " + id + " twice; offer it once.");
  }
}

void FakeContext::requireListed(std::string_view interface_id, bool required) const {
  if (isBasic(interface_id) || listContains(info_.needs, interface_id)) return;
  const std::string id(interface_id);
  if (!listContains(info_.uses, interface_id)) {
    refuse("need_undeclared", "asks for " + id + " without listing it; add it to " +
                                  (required ? "needs" : "uses") + " of its PluginInfo.");
  }
  if (required) {
    refuse("need_undeclared", "needs " + id +
                                  " but lists it under uses; ask with find<T>(), or move it to "
                                  "needs of its PluginInfo.");
  }
}

void FakeContext::refuse(const std::string& code, const std::string& what) const {
  throw Error(ErrorKind::kInternal, code, std::string("Plugin ") + info_.id + " " + what);
}

}  // namespace itops::test
