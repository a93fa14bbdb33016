#pragma once

#include "incident/incident.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// Reads an incident from the columns that all statements on incidents select: id, uuid,
/// service_id, service_uuid, path, criticality, opened_at, recovered_at, closed_at, close_reason,
/// flaps, source, message, acknowledged_at, acknowledged_by, excluded. Throws Error(kInternal) for
/// a column that isn't there.
Incident incidentFrom(const Rows::Row& row);

}  // namespace itops::sla
