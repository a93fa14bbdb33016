#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "incident/incident.hpp"
#include "incident/incident_rules.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// A service that is DOWN without an open incident.
struct UnattendedService {
  IncidentService service = {};
  std::string message = {};
  /// When it went down, or when its last incident was closed if that was later.
  Timestamp down_since{};
  std::vector<Interval> excluded = {};  ///< since then, archived time too
};

/// Writes incidents, inside one transaction.
class IncidentRepository {
 public:
  /// An open incident, and when its service was archived after it was opened.
  struct Open {
    Incident incident = {};
    std::optional<Timestamp> archived_at = {};

    OpenIncident state() const { return {incident.opened_at, incident.recovered_at, archived_at}; }
  };

  /// @param transaction outlives this object
  explicit IncidentRepository(Transaction& transaction) : transaction_(transaction) {}

  /// The open incident of a service, locked; empty when there is none.
  std::optional<Open> lockOpen(std::int32_t service_id);

  /// Open incidents that recovered at an instant or before or whose service was archived, locked;
  /// at most 500, and without those that somebody else has locked.
  std::vector<Open> lockClosable(Timestamp recovered_until);

  /// True when time of a service doesn't count at an instant.
  bool isExcluded(std::int32_t service_id, Timestamp instant);

  /// The criticality of a service.
  std::string criticalityOf(std::int32_t service_id);

  /// Stores a new incident; false when its service has an open one.
  bool insert(const Incident& incident);

  /// Stores whether and since when an incident has recovered, and how often it flapped.
  void saveRecovery(const Incident& incident);

  /// Stores when and why an incident was closed.
  void saveClosing(const Incident& incident);

  /// How many incidents are open.
  std::int64_t countOpen();

  /// Services that are DOWN without an open incident and not archived.
  std::vector<UnattendedService> unattended(Timestamp now);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
