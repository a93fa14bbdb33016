#pragma once

#include "app/database_access.hpp"
#include "config/settings.hpp"
#include "database/notification_listener.hpp"
#include "events/event_catalog.hpp"
#include "itops/clock.hpp"
#include "live/live.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::app {

/// The live stream as it stands in the core role. [main]
class LiveWiring {
 public:
  /// All references outlive this object.
  LiveWiring(const config::Settings& settings, DatabaseAccess& database,
             const events::EventCatalog& catalog, const Clock& clock, Logger& logger,
             MetricsRegistry& metrics);

  /// Has the reader woken by what any replica commits. Before the listener's start.
  void listenTo(NotificationListener& listener);

  live::Live& live() { return live_; }

 private:
  live::Live live_;
};

}  // namespace itops::app
