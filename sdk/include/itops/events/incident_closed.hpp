#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// An incident was closed: its service recovered and stayed so, or was archived. Published by the
/// plugin `sla` in the transaction that closes it, which may be minutes after closed_at. Ordered
/// per service, behind the IncidentOpened of the same incident. For EventBus::subscribe().
struct IncidentClosed {
  static constexpr std::string_view kType = "sla.incident_closed/1";
  static constexpr std::string_view kSummary = "An incident was closed.";
  static constexpr std::string_view kPermission = "sla.read";
  static constexpr std::string_view kOrderedBy = "serviceId";

  Uuid incident_id;              ///< as the API shows it
  Uuid service_id;               ///< as the API shows it
  std::int32_t service_key = 0;  ///< kernel.service.id, for joins
  std::string path;              ///< of the service
  Timestamp opened_at{};         ///< when the outage was observed; for silence, when it was due
  Timestamp closed_at{};         ///< when the service recovered or was archived
  std::string criticality;       ///< `critical`, `high`, `medium` or `low`, when it was opened
  std::string message;           ///< what the reporter said when it was opened; may be empty
  std::string source;            ///< `MONITORING`
  std::string reason;            ///< `recovered` or `archived`
  Timestamp occurred_at{};       ///< the same as closed_at

  /// What happens to incidents of one service is heard of in its order.
  std::string orderingKey() const { return service_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("incidentId", self.incident_id, "Id of the incident, as in the API.");
    visit("serviceId", self.service_id, "Id of the service, as in the API.");
    visit("serviceKey", self.service_key, "Key of the service inside the database.");
    visit("path", self.path, "Path of the service.");
    visit("openedAt", self.opened_at, "When the outage was observed; for silence, when due.");
    visit("closedAt", self.closed_at, "When the service recovered or was archived.");
    visit("criticality", self.criticality, "`critical`, `high`, `medium` or `low`.");
    visit("message", self.message, "What the reporter said at first; may be empty.");
    visit("source", self.source, "`MONITORING`.");
    visit("reason", self.reason, "`recovered` or `archived`.");
    visit("occurredAt", self.occurred_at, "The same as `closedAt`.");
  }
};

}  // namespace itops
