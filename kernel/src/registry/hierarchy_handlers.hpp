#pragma once

#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::registry {

/// HTTP side of /api/v1/hierarchy. [request]
class HierarchyHandlers {
 public:
  explicit HierarchyHandlers(Database& database) : database_(database) {}

  Response get(const Request& request);

 private:
  Database& database_;
};

}  // namespace itops::registry
