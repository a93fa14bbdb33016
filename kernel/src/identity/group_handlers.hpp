#pragma once

#include "identity/accounts.hpp"
#include "identity/groups.hpp"
#include "itops/router.hpp"

namespace itops::identity {

/// HTTP side of /api/v1/groups and /api/v1/permissions. [request]
class GroupHandlers {
 public:
  /// References outlive this object.
  GroupHandlers(Groups& groups, Accounts& accounts, const AccessRules& rules,
                const PermissionCatalog& permissions)
      : groups_(groups), accounts_(accounts), rules_(rules), permissions_(permissions) {}

  Response list(const Request& request);
  Response get(const Request& request);
  Response create(const Request& request);
  Response update(const Request& request);
  Response remove(const Request& request);
  Response members(const Request& request);
  Response addMember(const Request& request);
  Response removeMember(const Request& request);
  Response permissions(const Request& request);

 private:
  Response one(int status, const AccountGroup& group) const;

  Groups& groups_;
  Accounts& accounts_;
  const AccessRules& rules_;
  const PermissionCatalog& permissions_;
};

/// Registers the routes of `handlers`, which must live as long as the router. [main]
void registerGroupRoutes(Router& router, GroupHandlers& handlers);

}  // namespace itops::identity
