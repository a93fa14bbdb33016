#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "incident/incident.hpp"
#include "incident/incident_rules.hpp"
#include "itops/events/service_status_changed.hpp"

namespace itops::sla {

/// An open incident, and when its service was archived after it was opened.
struct UnderWay {
  Incident incident = {};
  std::optional<Timestamp> archived_at = {};

  OpenIncident state() const { return {incident.opened_at, incident.recovered_at, archived_at}; }
};

/// What an outage may open an incident with.
struct OutageCircumstances {
  bool excluded = true;  ///< at that instant it was agreed not to count
  std::string criticality = {};
  std::optional<Timestamp> archived_at = {};  ///< when the service was, at that instant or later
};

/// The incidents of some services while their changes are gone through, so that each is written
/// once however often it changes. No I/O. One thread.
class IncidentBook {
 public:
  /// @param open the open incidents of these services, at most one of each
  /// @param hold how long an incident stays open after a recovery
  IncidentBook(std::vector<UnderWay> open, std::chrono::milliseconds hold);

  /// Does what the next change asks for. @param circumstances those of a change to DOWN
  void apply(const ServiceStatusChanged& change, const OutageCircumstances& circumstances);

  /// Those that were open before and have changed, closed ones among them.
  std::vector<Incident> changed() const;
  /// The new ones, oldest first, some of them closed again.
  std::vector<Incident> opened() const;

 private:
  struct Entry {
    UnderWay under_way;
    bool is_new = false;
    bool changed = false;
  };

  void open(const ServiceStatusChanged& change, const OutageCircumstances& circumstances);
  std::vector<Incident> incidentsWhere(bool (*wanted)(const Entry&)) const;

  const std::chrono::milliseconds hold_;
  std::vector<Entry> entries_;
  std::map<std::int32_t, std::size_t> open_;  ///< by service: its entry
};

/// Closes an incident as of an instant.
void closeIncident(Incident& incident, Timestamp closed_at, CloseReason reason);

}  // namespace itops::sla
