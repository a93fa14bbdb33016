#include "incident/incident_module.hpp"

#include "itops/config.hpp"
#include "itops/events/incident_closed.hpp"
#include "itops/events/incident_opened.hpp"
#include "itops/scheduler.hpp"

namespace itops::sla {

IncidentModule::IncidentModule(Context& context)
    : database_(context.need<Database>()),
      follower_(context.need<EventBus>(), context.need<Clock>(), context.need<Metrics>(),
                context.need<Config>().duration("incident_hold")),
      incidents_(database_, context.need<Audit>(), context.need<Clock>()),
      handlers_(database_, context.need<Clock>(), incidents_) {
  auto& events = context.need<EventBus>();
  events.declare<IncidentOpened>();
  events.declare<IncidentClosed>();
  events.subscribeBatch<ServiceStatusChanged>(
      "sla.follow_status",
      [this](Transaction& transaction, auto changes) { follower_.follow(transaction, changes); });
  context.need<Scheduler>().add(
      {.name = "sla.settle_incidents",
       .description = "Closes incidents whose service stayed up or was archived, and opens those "
                      "of services that are still down after excluded time.",
       .schedule = Schedule::every(std::chrono::minutes(1)),
       .function = [this](JobRun& run) {
         follower_.settle(database_, [&](Transaction& transaction) { run.fence(transaction); });
       }});
  context.need<Scheduler>().add({.name = "sla.show_open_incidents",
                                 .description = "Shows in the metrics how many incidents are open.",
                                 .schedule = Schedule::every(std::chrono::minutes(1)),
                                 .function = [this](JobRun&) { follower_.showOpen(database_); },
                                 .scope = JobScope::kPerReplica,
                                 .missed = MissedRuns::kSkip});
  registerIncidentRoutes(context.need<Router>(), handlers_);
}

}  // namespace itops::sla
