#include "identity/provider_kinds.hpp"

#include <utility>

#include "itops/error.hpp"
#include "plugin/call_guard.hpp"

namespace itops::identity {
namespace {

/// A plugin's provider behind the guard. A plugin that was switched off doesn't answer.
class GuardedProvider final : public AuthProvider {
 public:
  GuardedProvider(std::shared_ptr<plugin::CallGuard> guard, std::unique_ptr<AuthProvider> provider)
      : guard_(std::move(guard)), provider_(std::move(provider)) {}

  std::optional<DirectoryPerson> authenticate(const ProviderSettings& settings,
                                              const std::string& login,
                                              const Secret& password) override {
    requireOn();
    return guard_->run(plugin::CallKind::kHandler, "the login at provider " + settings.key,
                       [&] { return provider_->authenticate(settings, login, password); });
  }

  std::vector<std::optional<DirectoryPerson>> lookUp(
      const ProviderSettings& settings, const std::vector<std::string>& external_ids) override {
    requireOn();
    return guard_->run(plugin::CallKind::kHandler, "the look-up at provider " + settings.key,
                       [&] { return provider_->lookUp(settings, external_ids); });
  }

 private:
  void requireOn() const {
    if (guard_->isSwitchedOn()) return;
    throw Error(ErrorKind::kUnavailable, "plugin_disabled",
                "The plugin " + guard_->pluginId() + " is switched off.");
  }

  std::shared_ptr<plugin::CallGuard> guard_;
  std::unique_ptr<AuthProvider> provider_;
};

}  // namespace

void ProviderKinds::add(const std::string& owner, const std::string& kind,
                        std::shared_ptr<AuthProvider> provider) {
  const std::lock_guard lock(mutex_);
  const auto [known, fresh] = entries_.try_emplace(kind, Entry{owner, provider});
  if (fresh) return;
  throw Error(ErrorKind::kConflict, "provider_kind_duplicate",
              owner + " serves providers of kind " + kind + ", which " + known->second.owner +
                  " does already; switch one of them off.");
}

void ProviderKinds::removeOwner(const std::string& owner) {
  const std::lock_guard lock(mutex_);
  std::erase_if(entries_, [&](const auto& entry) { return entry.second.owner == owner; });
}

std::shared_ptr<AuthProvider> ProviderKinds::find(const std::string& kind) const {
  const std::lock_guard lock(mutex_);
  const auto known = entries_.find(kind);
  return known == entries_.end() ? nullptr : known->second.provider;
}

void PluginAuthProviders::add(std::string kind, std::unique_ptr<AuthProvider> provider) {
  kinds_.add(scope_.manifest.id, kind,
             std::make_shared<GuardedProvider>(scope_.guard, std::move(provider)));
}

}  // namespace itops::identity
