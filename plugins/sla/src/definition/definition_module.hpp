#pragma once

#include "definition/assignments.hpp"
#include "definition/definition_handlers.hpp"
#include "definition/definitions.hpp"
#include "definition/tiers.hpp"
#include "itops/context.hpp"

namespace itops::sla {

/// Tiers, definitions and assignments: owns what serves them and registers it. [main]
class DefinitionModule {
 public:
  explicit DefinitionModule(Context& context)
      : tiers_(context.need<Database>(), context.need<Audit>(), context.need<Clock>()),
        definitions_(context.need<Database>(), context.need<Audit>(), context.need<Clock>()),
        assignments_(context.need<Database>(), context.need<Audit>()),
        handlers_(context.need<Database>(), tiers_, definitions_, assignments_) {
    auto& router = context.need<Router>();
    registerTierRoutes(router, handlers_);
    registerDefinitionRoutes(router, handlers_);
    registerAssignmentRoutes(router, handlers_);
  }

 private:
  Tiers tiers_;
  Definitions definitions_;
  Assignments assignments_;
  DefinitionHandlers handlers_;
};

}  // namespace itops::sla
