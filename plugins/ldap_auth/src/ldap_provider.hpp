#pragma once

#include <mutex>
#include <set>
#include <string>

#include "directory_settings.hpp"
#include "group_walk.hpp"
#include "itops/auth_provider.hpp"
#include "itops/clock.hpp"
#include "itops/logger.hpp"

namespace itops::ldap_auth {

/// Knows people by LDAP. Each call has connections of its own, and the person binds on another one
/// than the service account, so that nothing is ever asked in the wrong name. [any]
class LdapProvider final : public AuthProvider {
 public:
  /// References outlive this object.
  LdapProvider(const Clock& clock, Logger& logger) : clock_(clock), logger_(logger) {}

  std::optional<DirectoryPerson> authenticate(const ProviderSettings& declared,
                                              const std::string& login,
                                              const Secret& password) override;
  std::vector<std::optional<DirectoryPerson>> lookUp(
      const ProviderSettings& declared, const std::vector<std::string>& external_ids) override;

 private:
  DirectoryPerson personFrom(const DirectorySettings& settings, const LdapEntry& entry,
                             GroupWalk& groups) const;
  void warnOfClearText(const DirectorySettings& settings);

  const Clock& clock_;
  Logger& logger_;
  std::mutex mutex_;              ///< guards warned_
  std::set<std::string> warned_;  ///< providers whose clear text was told of
};

}  // namespace itops::ldap_auth
