#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// A service went down and an incident was opened for it. Published by the plugin `sla` in the
/// transaction that opens it; a service has at most one that is open. Ordered per service, together
/// with IncidentClosed. For EventBus::subscribe().
struct IncidentOpened {
  static constexpr std::string_view kType = "sla.incident_opened/1";
  static constexpr std::string_view kSummary = "A service is down; an incident was opened.";
  static constexpr std::string_view kPermission = "sla.read";
  static constexpr std::string_view kOrderedBy = "serviceId";

  Uuid incident_id;              ///< as the API shows it
  Uuid service_id;               ///< as the API shows it
  std::int32_t service_key = 0;  ///< kernel.service.id, for joins
  std::string path;              ///< of the service
  Timestamp opened_at{};         ///< when the outage was observed; for silence, when it was due
  std::string criticality;       ///< `critical`, `high`, `medium` or `low`
  std::string message;           ///< what the reporter said; may be empty
  std::string source;            ///< `MONITORING`
  Timestamp occurred_at{};       ///< the same as opened_at

  /// What happens to incidents of one service is heard of in its order.
  std::string orderingKey() const { return service_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("incidentId", self.incident_id, "Id of the incident, as in the API.");
    visit("serviceId", self.service_id, "Id of the service, as in the API.");
    visit("serviceKey", self.service_key, "Key of the service inside the database.");
    visit("path", self.path, "Path of the service.");
    visit("openedAt", self.opened_at, "When the outage was observed; for silence, when due.");
    visit("criticality", self.criticality, "`critical`, `high`, `medium` or `low`.");
    visit("message", self.message, "What the reporter said; may be empty.");
    visit("source", self.source, "`MONITORING`.");
    visit("occurredAt", self.occurred_at, "The same as `openedAt`.");
  }
};

}  // namespace itops
