#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/database_access.hpp"
#include "config/settings.hpp"
#include "database/notification_listener.hpp"
#include "events/event_bus_service.hpp"
#include "events/event_cleaner.hpp"
#include "events/event_handlers.hpp"
#include "events/event_routes.hpp"
#include "events/owned_event_bus.hpp"
#include "itops/clock.hpp"
#include "metrics/metrics_registry.hpp"
#include "plugin/kernel_interfaces.hpp"
#include "scheduler/job_scheduler.hpp"

namespace itops::app {

/// The event bus as it stands in the core role. [main] unless said otherwise.
class EventWiring {
 public:
  /// All references outlive this object.
  /// @param is_enabled whether the owner of consumers is switched on; called on [any] thread
  EventWiring(const config::Settings& settings, DatabaseAccess& database, Audit& audit,
              const Clock& clock, Logger& logger, MetricsRegistry& metrics,
              std::function<bool(const std::string& owner)> is_enabled);

  /// Has consumers woken by what any replica commits. Before the listener's start.
  void listenTo(NotificationListener& listener);
  /// The EventBus of one plugin; must not outlive this object.
  std::shared_ptr<EventBus> busOf(const plugin::PluginScope& scope);

  /// Registers /api/v1/events/*.
  void registerRoutes(Router& router) { events::registerEventRoutes(router, handlers_); }
  /// Registers clean-up and measuring.
  void addJobs(scheduler::JobScheduler& jobs);

  /// Serves the consumers that were registered until now.
  void start() { bus_.start(); }
  void stop() noexcept { bus_.stop(); }
  void removeOwner(const std::string& owner) { bus_.removeOwner(owner); }

  /// Where the kernel publishes and subscribes. [any]
  EventBus& kernelBus() { return kernel_bus_; }
  events::EventBusService& bus() { return bus_; }

 private:
  events::EventBusService bus_;
  events::OwnedEventBus kernel_bus_;
  events::EventHandlers handlers_;
  events::EventCleaner cleaner_;
};

}  // namespace itops::app
