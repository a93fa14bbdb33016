#pragma once

#include "definition/assignments.hpp"
#include "definition/definitions.hpp"
#include "definition/tiers.hpp"
#include "itops/database.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// HTTP side of tiers, definitions and assignments. [request]
class DefinitionHandlers {
 public:
  /// All outlive this object.
  DefinitionHandlers(Database& database, Tiers& tiers, Definitions& definitions,
                     Assignments& assignments)
      : database_(database), tiers_(tiers), definitions_(definitions), assignments_(assignments) {}

  Response listTiers(const Request& request);
  Response getTier(const Request& request);
  Response createTier(const Request& request);
  Response changeTier(const Request& request);
  Response removeTier(const Request& request);

  Response list(const Request& request);
  Response get(const Request& request);
  Response create(const Request& request);
  Response change(const Request& request);
  Response remove(const Request& request);

  Response listAssignments(const Request& request);
  Response assign(const Request& request);
  Response release(const Request& request);

 private:
  Database& database_;
  Tiers& tiers_;
  Definitions& definitions_;
  Assignments& assignments_;
};

/// Registers the routes of `handlers`, which must live as long as the router.
void registerTierRoutes(Router& router, DefinitionHandlers& handlers);
void registerDefinitionRoutes(Router& router, DefinitionHandlers& handlers);
void registerAssignmentRoutes(Router& router, DefinitionHandlers& handlers);

}  // namespace itops::sla
