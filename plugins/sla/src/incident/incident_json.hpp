#pragma once

#include <boost/json.hpp>
#include <span>

#include "incident/incident.hpp"
#include "incident/incident_summary.hpp"

namespace itops::sla {

/// An incident as a list shows it; an open one lasts until now. [any]
boost::json::object incidentJson(const Incident& incident, Timestamp now);

/// The same with what was written to it. [any]
boost::json::object incidentJson(const Incident& incident, Timestamp now,
                                 std::span<const IncidentComment> comments);

/// Minutes as fractions; null for means of nothing. [any]
boost::json::object summaryJson(const IncidentSummary& summary, Timestamp from, Timestamp to);

}  // namespace itops::sla
