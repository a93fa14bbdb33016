#include "app/event_wiring.hpp"

#include <utility>

#include "app/core_jobs.hpp"
#include "app/core_options.hpp"
#include "events/event_repository.hpp"
#include "itops/events/service_status_changed.hpp"
#include "plugin/plugin_event_bus.hpp"

namespace itops::app {

EventWiring::EventWiring(const config::Settings& settings, DatabaseAccess& database, Audit& audit,
                         const Clock& clock, Logger& logger, MetricsRegistry& metrics,
                         std::function<bool(const std::string& owner)> is_enabled)
    : bus_(database.background(), clock, eventOptions(settings), std::move(is_enabled), logger,
           metrics),
      kernel_bus_(bus_, kKernelOwner),
      handlers_(database.shared(), audit, clock),
      cleaner_(database.background(), bus_, clock, logger) {
  kernelBus().declare<ServiceStatusChanged>();
}

void EventWiring::listenTo(NotificationListener& listener) {
  listener.on(events::kEventChannel, [this](std::string_view type) { bus_.wake(type); });
}

void EventWiring::addJobs(scheduler::JobScheduler& jobs) {
  jobs.add(kKernelOwner,
           {.name = "kernel.clean_events",
            .description = "Deletes events that everybody was told, and gives up what "
                           "waited for too long.",
            .schedule = Schedule::every(std::chrono::hours(1)),
            .function = [this](JobRun&) { cleaner_.run(); }});
  jobs.add(kKernelOwner, {.name = "kernel.measure_events",
                          .description = "Brings the metrics of waiting events up to date.",
                          .schedule = Schedule::every(std::chrono::seconds(15)),
                          .function = [this](JobRun&) { cleaner_.measure(); },
                          .scope = JobScope::kPerReplica,
                          .missed = MissedRuns::kSkip});
}

std::shared_ptr<EventBus> EventWiring::busOf(const plugin::PluginScope& scope) {
  const plugin::PluginEventBus::Kernel kernel{
      [this](const auto& owner, const auto& type) { bus_.declare(owner, type); },
      [this](const auto& owner, auto& transaction, const auto& type, auto count,
             const auto& write) { bus_.publish(owner, transaction, type, count, write); },
      [this](const auto& owner, auto name, auto type, auto consume) {
        bus_.subscribe(owner, std::move(name), std::move(type),
                       events::takingOne(std::move(consume)));
      },
      [this](const auto& owner, auto name, auto type, auto consume) {
        bus_.subscribe(owner, std::move(name), std::move(type), {std::move(consume), true});
      }};
  return std::make_shared<plugin::PluginEventBus>(scope, kernel);
}

}  // namespace itops::app
