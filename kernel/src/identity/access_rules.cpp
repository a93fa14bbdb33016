#include "identity/access_rules.hpp"

#include <algorithm>

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

void AccessRules::requireCover(const Request& request, const Account& account) const {
  const auto snapshot = callers_.snapshot();
  const auto known = snapshot->people.find(account.uuid.toString());
  if (known != snapshot->people.end()) return requireCover(request, known->second->permissions);
  for (const auto& group : account.groups) {
    requireCover(request, permissions_.ofBuiltIn(group));
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
