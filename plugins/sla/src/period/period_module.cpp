#include "period/period_module.hpp"

#include "arithmetic/period.hpp"
#include "itops/config.hpp"
#include "itops/platform.hpp"

namespace itops::sla {
namespace {

/// In whole windows.
std::chrono::minutes absentAfter(const Config& config) {
  const auto setting = config.duration("absent_after");
  return kWindowLength * (setting / kWindowLength);
}

}  // namespace

PeriodModule::PeriodModule(Context& context)
    : periods_(context.need<Database>(), context.need<Clock>(),
               context.need<Platform>().timeZone()),
      overview_(context.need<Database>(), context.need<Clock>(),
                context.need<Platform>().timeZone()),
      budgets_(context.need<Database>(), context.need<Clock>(),
               context.need<Platform>().timeZone()),
      watch_(context.need<Database>(), context.need<EventBus>(),
             absentAfter(context.need<Config>())) {
  auto& router = context.need<Router>();
  registerPeriodRoutes(router, periods_);
  registerOverviewRoutes(router, overview_);
  registerBudgetRoutes(router, budgets_);
  context.need<Scheduler>().add(budgetWatchJob(watch_));
}

}  // namespace itops::sla
