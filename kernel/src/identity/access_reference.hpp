#pragma once

#include <string>
#include <vector>

#include "identity/permission_catalog.hpp"

namespace itops::identity {

/// A route and what it asks for.
struct ReferenceRoute {
  std::string method;
  std::string path;
  std::string owner;
  std::string permission;  ///< empty: open; `authenticated`: any caller
  bool within_node = false;
};

/// docs/security.md: how callers are known, every route with its permission and who of the built-in
/// groups holds it. Markdown. Pure. [any]
std::string accessReference(const std::vector<ReferenceRoute>& routes,
                            const PermissionCatalog& permissions,
                            const std::vector<std::string>& operator_permissions);

}  // namespace itops::identity
