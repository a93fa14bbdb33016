#pragma once

#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::gitops {

/// Registers `GET /`, which says what answers here, and `GET /api/v1/gitops/imports`, what became
/// of status files. @param database outlives the router
void registerRootRoutes(Router& router, const Access& access, Database& database);

}  // namespace itops::gitops
