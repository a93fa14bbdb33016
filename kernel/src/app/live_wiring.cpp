#include "app/live_wiring.hpp"

#include "app/core_options.hpp"
#include "events/event_repository.hpp"

namespace itops::app {
namespace {

live::LiveReader::PermissionOf permissionsOf(const events::EventCatalog& catalog) {
  return [&catalog](std::string_view type) -> std::optional<std::string> {
    const auto* event = catalog.find(type);
    return event == nullptr ? std::nullopt : std::optional(event->permission);
  };
}

}  // namespace

LiveWiring::LiveWiring(const config::Settings& settings, DatabaseAccess& database,
                       const events::EventCatalog& catalog, const Clock& clock, Logger& logger,
                       MetricsRegistry& metrics)
    : live_(database.shared(), permissionsOf(catalog), liveOptions(settings), clock, logger,
            metrics) {}

void LiveWiring::listenTo(NotificationListener& listener) {
  listener.on(events::kEventChannel, [this](std::string_view) { live_.wake(); });
}

}  // namespace itops::app
