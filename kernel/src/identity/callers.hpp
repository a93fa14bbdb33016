#pragma once

#include <chrono>
#include <functional>
#include <mutex>
#include <string>

#include "auth/caller_authenticator.hpp"
#include "identity/permission_catalog.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::identity {

/// Keeps a replica's authenticator at what the database says.
class Callers {
 public:
  /// Told the name of a caller whose rights have changed or ended; must not throw.
  using OnChange = std::function<void(const std::string& principal)>;

  /// All references outlive this object.
  /// @param token_lifetime of access tokens, for which ended sessions are remembered
  Callers(Database& database, auth::CallerAuthenticator& authenticator,
          const PermissionCatalog& permissions, const Clock& clock,
          std::chrono::seconds token_lifetime, OnChange on_change)
      : database_(database),
        authenticator_(authenticator),
        permissions_(permissions),
        clock_(clock),
        token_lifetime_(token_lifetime),
        on_change_(std::move(on_change)) {}

  /// Reads a new snapshot where anything has changed since the last one. Throws as Database does.
  /// [any]
  void refresh();

  /// Stores when named keys were used. Throws as Database does. [job]
  void noteKeyUses();

 private:
  void tellChanges(const auth::IdentitySnapshot& before, const auth::IdentitySnapshot& after) const;

  Database& database_;
  auth::CallerAuthenticator& authenticator_;
  const PermissionCatalog& permissions_;
  const Clock& clock_;
  const std::chrono::seconds token_lifetime_;
  const OnChange on_change_;
  std::mutex refreshing_;  ///< what was read first is in use first
};

}  // namespace itops::identity
