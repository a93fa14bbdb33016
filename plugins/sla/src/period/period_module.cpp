#include "period/period_module.hpp"

#include "itops/platform.hpp"

namespace itops::sla {

PeriodModule::PeriodModule(Context& context)
    : periods_(context.need<Database>(), context.need<Clock>(),
               context.need<Platform>().timeZone()),
      overview_(context.need<Database>(), context.need<Clock>(),
                context.need<Platform>().timeZone()),
      budgets_(context.need<Database>(), context.need<Clock>(),
               context.need<Platform>().timeZone()) {
  auto& router = context.need<Router>();
  registerPeriodRoutes(router, periods_);
  registerOverviewRoutes(router, overview_);
  registerBudgetRoutes(router, budgets_);
}

}  // namespace itops::sla
