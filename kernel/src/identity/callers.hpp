#pragma once

#include <functional>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "auth/caller_authenticator.hpp"
#include "identity/permission_catalog.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::identity {

/// Keeps a replica's authenticator at what the database says.
class Callers {
 public:
  /// Told the name of a caller whose rights have changed or ended; told again when it throws.
  using OnChange = std::function<void(const std::string& principal)>;

  /// All references outlive this object.
  /// @param local_enabled false: nobody with a local account is known
  Callers(Database& database, auth::CallerAuthenticator& authenticator,
          const PermissionCatalog& permissions, const Clock& clock, bool local_enabled,
          OnChange on_change)
      : database_(database),
        authenticator_(authenticator),
        permissions_(permissions),
        clock_(clock),
        local_enabled_(local_enabled),
        on_change_(std::move(on_change)) {}

  /// Reads a new snapshot where anything has changed since the last one. Throws as Database does.
  /// [any]
  void refresh();
  /// The same after a change that is committed, which stands whatever happens here: what fails is
  /// made up for by the next refresh().
  void refreshAfterChange() noexcept;
  /// Tells of keys and sessions whose time is over, which no snapshot does. Throws as Database
  /// does. [job]
  void tellExpired();

  /// Stores when named keys were used. Throws as Database does. [job]
  void noteKeyUses();

 private:
  void noteChanges(const auth::IdentitySnapshot& before, const auth::IdentitySnapshot& after);
  void tell();

  Database& database_;
  auth::CallerAuthenticator& authenticator_;
  const PermissionCatalog& permissions_;
  const Clock& clock_;
  const bool local_enabled_;
  const OnChange on_change_;
  std::mutex refreshing_;         ///< what was read first is in use first; guards all below
  std::set<std::string> untold_;  ///< callers that have to be told of
  std::optional<Timestamp> expired_until_;
};

}  // namespace itops::identity
