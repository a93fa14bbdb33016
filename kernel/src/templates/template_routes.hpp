#pragma once

#include "itops/router.hpp"
#include "templates/template_handlers.hpp"

namespace itops::templates {

/// Registers /api/v1/templates; the handlers must live as long as the router. [main]
void registerTemplateRoutes(Router& router, TemplateHandlers& handlers);

}  // namespace itops::templates
