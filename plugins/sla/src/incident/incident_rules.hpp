#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "arithmetic/interval_set.hpp"
#include "itops/status.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// What matters of an open incident.
struct OpenIncident {
  Timestamp opened_at{};
  std::optional<Timestamp> recovered_at = {};  ///< it is held open since
  std::optional<Timestamp> archived_at = {};   ///< its service was, after it was opened
};

/// A change of a service's status.
struct StatusChange {
  Status status = Status::kUnknown;
  Timestamp occurred_at{};
  bool excluded = false;  ///< at that instant it was agreed not to count
};

/// What is to be done with the incident of a service, in this order.
struct IncidentSteps {
  std::optional<Timestamp> close_at = {};    ///< closes the open one
  bool archived = false;                     ///< it is closed for that reason
  bool open = false;                         ///< opens one at the time of the change
  bool resume = false;                       ///< the open one goes on: it flapped
  std::optional<Timestamp> recover_at = {};  ///< holds the open one from then on

  bool operator==(const IncidentSteps&) const = default;
};

/// DOWN opens an incident unless one is open or time is excluded; OPERATIONAL and DEGRADED are a
/// recovery; UNKNOWN and MAINTENANCE change nothing. After a recovery it is held open for `hold`,
/// and DOWN within that time resumes it; with a hold of zero it is closed at once. One whose
/// service was archived was closed by that. Pure. [any]
/// @param open the open incident of the service, if there is one
IncidentSteps stepsFor(const std::optional<OpenIncident>& open, const StatusChange& change,
                       std::chrono::milliseconds hold);

/// How long a service may be DOWN without an incident before somebody missed it.
inline constexpr std::chrono::minutes kMissedAfter{10};

/// As of when a service that is DOWN without an incident gets one: at the end of the excluded time
/// in which it went down; from the beginning when it went down in none and was missed, as by a
/// plugin that was off. Empty while excluded time lasts, and for a while after it went down. Pure.
/// @param excluded times that don't count, those of archiving too; may overlap
std::optional<Timestamp> opensWithoutChange(Timestamp down_since, std::vector<Interval> excluded,
                                            Timestamp now);

}  // namespace itops::sla
