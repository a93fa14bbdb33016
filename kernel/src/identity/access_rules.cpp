#include "identity/access_rules.hpp"

#include <algorithm>

#include "identity/group_repository.hpp"
#include "itops/error.hpp"

namespace itops::identity {

std::vector<std::string> AccessRules::permissionsOf(const AccountGroup& group) const {
  return group.built_in ? permissions_.ofBuiltIn(group.name) : group.permissions;
}

void AccessRules::requireCover(const Request& request,
                               const std::vector<std::string>& permissions) const {
  if (covers(request.principal().permissions, permissions)) return;
  throw Error(ErrorKind::kForbidden, "rights_exceeded",
              "The caller '" + request.principal().name +
                  "' may not decide about rights that it does not have itself.");
}

// Asked of the database, as nobody knows the rights of a disabled account by heart.
void AccessRules::requireCover(Transaction& transaction, const Request& request,
                               const Account& account) const {
  for (const auto& group : groupsOf(transaction, account.id)) {
    requireCover(request, permissionsOf(group));
  }
}

void AccessRules::requireKnown(const std::vector<std::string>& permissions,
                               const std::string& field) const {
  std::vector<FieldError> errors;
  for (const auto& permission : permissions) {
    if (permissions_.knows(permission)) continue;
    errors.push_back({field, "There is no permission '" + permission +
                                 "'; GET /api/v1/permissions lists them."});
  }
  if (errors.empty()) return;
  throw Error(ErrorKind::kInvalid, "fields_invalid",
              "Nothing was stored, because some permissions do not exist; see errors.", {},
              std::move(errors));
}

}  // namespace itops::identity
