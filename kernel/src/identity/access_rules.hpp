#pragma once

#include <string>
#include <vector>

#include "identity/account.hpp"
#include "identity/permission_catalog.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::identity {

/// Who may change whose rights: nobody gives away or takes over more than they have. [any]
class AccessRules {
 public:
  /// @param permissions outlives this object
  explicit AccessRules(const PermissionCatalog& permissions) : permissions_(permissions) {}

  /// What a group grants.
  std::vector<std::string> permissionsOf(const AccountGroup& group) const;

  /// Throws Error(kForbidden, "rights_exceeded") when the caller lacks one of the permissions.
  void requireCover(const Request& request, const std::vector<std::string>& permissions) const;
  /// The same for all that an account may do, or may do once it is enabled.
  void requireCover(Transaction& transaction, const Request& request, const Account& account) const;

  /// Throws Error(kInvalid, "fields_invalid") that names permissions which don't exist.
  void requireKnown(const std::vector<std::string>& permissions, const std::string& field) const;

 private:
  const PermissionCatalog& permissions_;
};

}  // namespace itops::identity
