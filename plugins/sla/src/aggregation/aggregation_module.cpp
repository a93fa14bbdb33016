#include "aggregation/aggregation_module.hpp"

#include "arithmetic/period.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/platform.hpp"
#include "itops/registry.hpp"
#include "itops/router.hpp"

namespace itops::sla {
namespace {

Aggregator::Fence fenceOf(JobRun& run) {
  return [&run](Transaction& transaction) { run.fence(transaction); };
}

}  // namespace

AggregationModule::AggregationModule(Context& context)
    : aggregator_(context.need<Database>(), context.need<Clock>(),
                  {.time_zone = context.need<Platform>().timeZone()}),
      packer_(context.need<Database>()),
      retention_(context.need<Database>(), context.need<Clock>(), {}),
      windows_(context.need<Database>(), context.need<Registry>(), context.need<Clock>(),
               aggregator_) {
  registerWindowRoutes(context.need<Router>(), windows_);
  auto& scheduler = context.need<Scheduler>();
  scheduler.add(aggregationJob());
  scheduler.add(packingJob());
  scheduler.add(cleaningJob());
}

Job AggregationModule::aggregationJob() {
  return {.name = "sla.aggregate_windows",
          .description =
              "Counts the windows that ended at least 15 minutes ago, and again those "
              "that something changed afterwards.",
          .schedule = Schedule::every(kWindowLength),
          .function = [this](JobRun& run) {
            aggregator_.run(fenceOf(run), [&] { return run.shouldStop(); });
          }};
}

Job AggregationModule::packingJob() {
  return {.name = "sla.pack_snapshots",
          .description = "Packs the observations of hours whose windows were all counted.",
          .schedule = Schedule::every(std::chrono::hours(1)),
          .function = [this](JobRun& run) {
            packer_.run(fenceOf(run), [&] { return run.shouldStop(); });
          }};
}

Job AggregationModule::cleaningJob() {
  return {.name = "sla.clean_up",
          .description =
              "Drops observations and windows older than 90 days, once aggregated, "
              "and hourly figures older than 400 days.",
          .schedule = Schedule::every(std::chrono::hours(1)),
          .function = [this](JobRun& run) { retention_.run(fenceOf(run)); }};
}

}  // namespace itops::sla
