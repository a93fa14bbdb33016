#include "incident/incident_row.hpp"

namespace itops::sla {

Incident incidentFrom(const Rows::Row& row) {
  Incident incident;
  incident.id = static_cast<std::int32_t>(row.integer("id"));
  incident.uuid = row.uuid("uuid");
  incident.service = {static_cast<std::int32_t>(row.integer("service_id")),
                      row.uuid("service_uuid"), std::string(row.text("path")),
                      std::string(row.text("criticality"))};
  incident.opened_at = row.timestamp("opened_at");
  incident.recovered_at = row.optionalTimestamp("recovered_at");
  incident.closed_at = row.optionalTimestamp("closed_at");
  incident.close_reason = row.optionalText("close_reason");
  incident.flaps = static_cast<int>(row.integer("flaps"));
  incident.source = row.text("source");
  incident.message = row.text("message");
  incident.acknowledged_at = row.optionalTimestamp("acknowledged_at");
  incident.acknowledged_by = row.optionalText("acknowledged_by");
  incident.excluded = row.boolean("excluded");
  return incident;
}

}  // namespace itops::sla
