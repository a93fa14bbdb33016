#pragma once

#include <chrono>
#include <functional>
#include <span>

#include "incident/incident.hpp"
#include "incident/incident_repository.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/events/service_status_changed.hpp"
#include "itops/metrics.hpp"

namespace itops::sla {

/// Opens, holds and closes incidents as services change, and publishes IncidentOpened and
/// IncidentClosed with each.
class IncidentFollower {
 public:
  /// Called first in each transaction; throws where another replica leads by now.
  using Fence = std::function<void(Transaction&)>;

  /// @param hold how long an incident stays open after a recovery
  /// All outlive this object.
  IncidentFollower(EventBus& events, const Clock& clock, Metrics& metrics,
                   std::chrono::milliseconds hold);

  /// Does what changes of status ask for, in their order; a single statement where they ask for
  /// nothing. Throws Error(kConflict, "incident_conflict") for several changes of which one would
  /// open an incident that somebody else opens just then: each is to be followed alone. [event]
  void follow(Transaction& transaction, std::span<const Delivered<ServiceStatusChanged>> changes);

  /// Does what no change of status asks for: closes incidents that were held for long enough or
  /// whose service was archived, and opens those of services that are still DOWN when excluded time
  /// has ended. [job]
  void settle(Database& database, const Fence& fence);

  /// Shows in the metrics how many incidents are open. [job]
  void showOpen(Database& database);

 private:
  std::size_t closeSettled(Transaction& transaction);
  void publishOpened(Transaction& transaction, std::span<const Incident> incidents);
  void publishClosed(Transaction& transaction, std::span<const Incident> incidents);

  EventBus& events_;
  const Clock& clock_;
  const std::chrono::milliseconds hold_;
  Counter& opened_;
  Counter& closed_;
  Gauge& open_now_;
};

}  // namespace itops::sla
