#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "itops/auth_provider.hpp"
#include "plugin/kernel_interfaces.hpp"

namespace itops::identity {

/// Who serves which kind of provider. A plugin's are removed before it stops. [any]
class ProviderKinds {
 public:
  /// Throws Error(kConflict, "provider_kind_duplicate") naming both owners.
  void add(const std::string& owner, const std::string& kind,
           std::shared_ptr<AuthProvider> provider);
  void removeOwner(const std::string& owner);

  /// Who serves the kind; null when nobody does. Shared, so that a call which began before the
  /// removal ends well.
  std::shared_ptr<AuthProvider> find(const std::string& kind) const;

 private:
  struct Entry {
    std::string owner;
    std::shared_ptr<AuthProvider> provider;
  };
  mutable std::mutex mutex_;  ///< guards entries_
  std::map<std::string, Entry> entries_;
};

/// The AuthProviders that a plugin sees: hands on to the kernel, each call guarded.
class PluginAuthProviders final : public AuthProviders {
 public:
  /// @param kinds outlives this object
  PluginAuthProviders(const plugin::PluginScope& scope, ProviderKinds& kinds)
      : scope_(scope), kinds_(kinds) {}

  /// See AuthProviders::add. [main]
  void add(std::string kind, std::unique_ptr<AuthProvider> provider) override;

 private:
  plugin::PluginScope scope_;
  ProviderKinds& kinds_;
};

}  // namespace itops::identity
