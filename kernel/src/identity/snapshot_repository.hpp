#pragma once

#include <memory>

#include "auth/identity_snapshot.hpp"
#include "identity/permission_catalog.hpp"
#include "itops/database.hpp"

/// SQL of what every replica keeps in memory. All functions throw as Database does. [any]
namespace itops::identity {

/// Grows with each change that a snapshot shows.
std::int64_t identityVersion(Database& database);

/// Everybody who may come in now.
/// @param local_enabled false leaves local accounts out
/// @param ended_since sessions that ended before it have no access token about any more
std::shared_ptr<const auth::IdentitySnapshot> loadSnapshot(Database& database,
                                                           const PermissionCatalog& permissions,
                                                           bool local_enabled,
                                                           Timestamp ended_since);

}  // namespace itops::identity
