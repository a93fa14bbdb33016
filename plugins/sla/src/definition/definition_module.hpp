#pragma once

#include "definition/assignments.hpp"
#include "definition/definition_handlers.hpp"
#include "definition/definition_repository.hpp"
#include "definition/definitions.hpp"
#include "definition/tiers.hpp"
#include "itops/context.hpp"
#include "itops/scheduler.hpp"

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
    context.need<Scheduler>().add(assignmentJob(context.need<Database>()));
  }

 private:
  static Job assignmentJob(Database& database) {
    return {.name = "sla.assign_definitions",
            .description =
                "Gives new services and groups their SLA definition and follows what "
                "agents declare for groups.",
            .schedule = Schedule::every(std::chrono::minutes(1)),
            .function = [&database](JobRun& run) {
              database.transact([&](Transaction& transaction) {
                run.fence(transaction);
                ensureAssignments(transaction);
              });
            }};
  }

  Tiers tiers_;
  Definitions definitions_;
  Assignments assignments_;
  DefinitionHandlers handlers_;
};

}  // namespace itops::sla
