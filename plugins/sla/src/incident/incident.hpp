#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops::sla {

/// Where incidents come from: so far all from observations.
inline constexpr std::string_view kMonitoringSource = "MONITORING";

/// Why an incident was closed.
enum class CloseReason { kRecovered, kArchived };

/// `recovered` or `archived`. [any]
constexpr std::string_view closeReasonName(CloseReason reason) {
  return reason == CloseReason::kArchived ? "archived" : "recovered";
}

/// The service that an incident is of, as others name it.
struct IncidentService {
  std::int32_t id = 0;
  Uuid uuid = {};
  std::string path = {};
  std::string criticality = {};
};

/// An outage of a service.
struct Incident {
  std::int32_t id = 0;  ///< sla.incident.id
  Uuid uuid = {};       ///< what the API shows
  /// Its criticality is that of when the incident was opened.
  IncidentService service = {};
  Timestamp opened_at{};
  std::optional<Timestamp> recovered_at = {};  ///< empty while it is down
  std::optional<Timestamp> closed_at = {};
  std::optional<std::string> close_reason = {};
  int flaps = 0;  ///< how often it went down again while it was held open
  std::string source = std::string(kMonitoringSource);
  std::string message = {};
  std::optional<Timestamp> acknowledged_at = {};
  std::optional<std::string> acknowledged_by = {};
  bool excluded = false;  ///< its time was taken out of the figures
};

/// What somebody wrote to an incident.
struct IncidentComment {
  Timestamp made_at{};
  std::string author = {};
  std::string text = {};
};

}  // namespace itops::sla
