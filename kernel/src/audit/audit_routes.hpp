#pragma once

#include "audit/audit_handlers.hpp"
#include "itops/router.hpp"

namespace itops::audit {

/// Registers /api/v1/audit; the handlers must live as long as the router. [main]
void registerAuditRoutes(Router& router, AuditHandlers& handlers);

}  // namespace itops::audit
