#pragma once

#include "itops/context.hpp"
#include "period/budget_handlers.hpp"
#include "period/budget_watch.hpp"
#include "period/overview_handlers.hpp"
#include "period/period_handlers.hpp"

namespace itops::sla {

/// Figures of services and groups: by period, of the current month, and of their budgets.
class PeriodModule {
 public:
  /// Registers routes and jobs, which use this object. [main]
  explicit PeriodModule(Context& context);

 private:
  PeriodHandlers periods_;
  OverviewHandlers overview_;
  BudgetHandlers budgets_;
  BudgetWatch watch_;
};

}  // namespace itops::sla
