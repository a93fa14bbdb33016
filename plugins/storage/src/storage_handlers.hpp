#pragma once

#include <chrono>

#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::storage {

/// HTTP side of the storage lists. [request]
class StorageHandlers {
 public:
  /// @param database outlives this object
  /// @param mount_keep as for StorageQueryRepository
  StorageHandlers(Database& database, std::chrono::milliseconds mount_keep)
      : database_(database), mount_keep_(mount_keep) {}

  Response list(const Request& request);
  Response history(const Request& request);

 private:
  Database& database_;
  const std::chrono::milliseconds mount_keep_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerStorageRoutes(Router& router, StorageHandlers& handlers);

}  // namespace itops::storage
