#include "period/budget_handlers.hpp"
#include "period/budget_json.hpp"

namespace itops::sla {

void registerBudgetRoutes(Router& router, BudgetHandlers& handlers) {
  router.add(
      {.method = Method::kGet,
       .path = "/api/v1/sla/budget",
       .access = Access::permission("sla.read"),
       .doc = {.summary = "Error budget of a service or group in a month, and how fast it goes",
               .description = "Burn rates are measured over windows that end with the newest "
                              "five minutes that were counted, or with the month.",
               .query = {{"path", "Full path of a service; either this or `group`"},
                         {"group", "Name of an SLA group"},
                         {"period", "The month, such as 2026-03; the current one",
                          R"({"type":"string","pattern":"^\\d{4}-\\d{2}$"})"}},
               .response_schema = budgetSchema()},
       .handler = [&handlers](const Request& request) { return handlers.show(request); }});
}

}  // namespace itops::sla
