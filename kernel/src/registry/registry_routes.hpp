#pragma once

#include "itops/router.hpp"
#include "registry/hierarchy_handlers.hpp"
#include "registry/service_handlers.hpp"

namespace itops::registry {

/// Registers /api/v1/services and /api/v1/hierarchy; the handlers must live as long as the router.
void registerRegistryRoutes(Router& router, ServiceHandlers& services,
                            HierarchyHandlers& hierarchy);

}  // namespace itops::registry
