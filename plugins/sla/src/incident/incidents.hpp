#pragma once

#include <optional>
#include <string>

#include "incident/incident.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/error.hpp"
#include "itops/router.hpp"

namespace itops::sla {

/// What a person does with an incident; any of it together.
struct IncidentChange {
  bool acknowledge = false;
  std::optional<std::string> comment = {};
  std::optional<std::string> exclude_because = {};  ///< takes its time out of the figures
};

/// Changes incidents by request. [request]
class Incidents {
 public:
  /// All outlive this object.
  Incidents(Database& database, Audit& audit, const Clock& clock)
      : database_(database), audit_(audit), clock_(clock) {}

  /// Acknowledges, comments on and excludes an incident. To exclude one is a correction and needs
  /// `sla.corrections.write` besides; it can't be taken back. Throws Error(kNotFound,
  /// "incident_not_found"), Error(kForbidden, "forbidden"), Error(kConflict, "incident_open",
  /// "incident_excluded" or "windows_gone").
  void change(const Request& request, const Uuid& uuid, const IncidentChange& wanted);

 private:
  void acknowledge(Transaction& transaction, const Request& request, Incident incident);
  void exclude(Transaction& transaction, const Request& request, const Incident& incident,
               const std::string& reason);
  void record(Transaction& transaction, const Request& request, const char* action,
              const Incident& incident, std::string after);

  Database& database_;
  Audit& audit_;
  const Clock& clock_;
};

/// The error for an incident that is not there.
Error incidentNotFound(std::string_view id);

}  // namespace itops::sla
