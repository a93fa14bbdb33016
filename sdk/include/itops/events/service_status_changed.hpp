#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/status.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// A service changed its status. Published by the kernel in the transaction that writes the row of
/// `kernel.service_status_events`, for pushes, agents and silence alike; not for observations that
/// only complete the history. Ordered per service. For EventBus::subscribe().
struct ServiceStatusChanged {
  static constexpr std::string_view kType = "service.status_changed/1";
  static constexpr std::string_view kSummary = "A service changed its status.";
  static constexpr std::string_view kPermission = "catalog.read";
  static constexpr std::string_view kOrderedBy = "serviceId";

  Uuid service_id;               ///< as the API shows it
  std::int32_t service_key = 0;  ///< kernel.service.id, for joins
  std::string path;              ///< as it was then
  Status status = Status::kUnknown;
  std::optional<Status> previous_status;  ///< empty for a service that this change created
  std::string cause;                      ///< `created`, `push`, `agent` or `silence`
  std::string message;                    ///< what the reporter said; may be empty
  Timestamp occurred_at{};                ///< when it was observed; for silence, when it was due

  /// Changes of one service are heard of in their order.
  std::string orderingKey() const { return service_id.toString(); }

  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("serviceId", self.service_id, "Id of the service, as in the API.");
    visit("serviceKey", self.service_key, "Key of the service inside the database.");
    visit("path", self.path, "Path of the service.");
    visit("status", self.status, "The new status.");
    visit("previousStatus", self.previous_status, "The status before; null for a new service.");
    visit("cause", self.cause, "`created`, `push`, `agent` or `silence`.");
    visit("message", self.message, "What the reporter said; may be empty.");
    visit("occurredAt", self.occurred_at, "When it was observed; for silence, when it was due.");
  }
};

}  // namespace itops
