#include "incident/incident_repository.hpp"

#include <map>

#include "incident/incident_row.hpp"

namespace itops::sla {
namespace {

constexpr Statement kLockOpen{"sla.lock_open_incident", R"(
SELECT i.id, i.uuid, i.service_id, s.uuid AS service_uuid, s.path, i.criticality, i.opened_at,
       i.recovered_at, i.closed_at, i.close_reason, i.flaps, i.source, i.message,
       i.acknowledged_at, i.acknowledged_by, false AS excluded,
       (SELECT min(a.archived_at) FROM kernel.service_archival a
        WHERE a.service_id = i.service_id AND a.archived_at >= i.opened_at) AS archived_at
FROM sla.incident i JOIN kernel.service s ON s.id = i.service_id
WHERE i.service_id = $1 AND i.closed_at IS NULL
FOR UPDATE OF i)"};

constexpr Statement kCountOpen{"sla.count_open_incidents", R"(
SELECT count(*) AS incidents FROM sla.incident WHERE closed_at IS NULL)"};

constexpr Statement kLockClosable{"sla.lock_closable_incidents", R"(
SELECT i.id, i.uuid, i.service_id, s.uuid AS service_uuid, s.path, i.criticality, i.opened_at,
       i.recovered_at, i.closed_at, i.close_reason, i.flaps, i.source, i.message,
       i.acknowledged_at, i.acknowledged_by, false AS excluded,
       (SELECT min(a.archived_at) FROM kernel.service_archival a
        WHERE a.service_id = i.service_id AND a.archived_at >= i.opened_at) AS archived_at
FROM sla.incident i JOIN kernel.service s ON s.id = i.service_id
WHERE i.closed_at IS NULL
  AND (i.recovered_at <= $1
       OR EXISTS (SELECT FROM kernel.service_archival a
                  WHERE a.service_id = i.service_id AND a.archived_at >= i.opened_at))
ORDER BY i.id LIMIT 500
FOR UPDATE OF i SKIP LOCKED)"};

// Of one service: sla.excluded_times() would look at all of them, at every change of status.
constexpr Statement kSelectExcluded{"sla.select_is_excluded", R"(
SELECT EXISTS (
  SELECT FROM sla.exclusion_window w
  WHERE w.started_at <= $2 AND COALESCE(w.ended_at, w.planned_end_at, 'infinity') > $2
    AND CASE WHEN w.group_id IS NULL
          THEN w.path IS NULL OR s.path = w.path OR starts_with(s.path, w.path || '/')
          ELSE EXISTS (SELECT FROM kernel.sla_group_member m
                       WHERE m.group_id = w.group_id AND m.service_id = s.id
                         AND m.valid_from <= $2 AND COALESCE(m.valid_to, 'infinity') > $2) END
  ) AS excluded
FROM kernel.service s WHERE s.id = $1)"};

constexpr Statement kSelectCriticality{"sla.select_criticality", R"(
SELECT criticality FROM kernel.service WHERE id = $1)"};

constexpr Statement kInsert{"sla.insert_incident", R"(
INSERT INTO sla.incident (uuid, service_id, opened_at, source, criticality, message)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (service_id) WHERE closed_at IS NULL DO NOTHING
RETURNING id)"};

constexpr Statement kSaveRecovery{"sla.save_incident_recovery", R"(
UPDATE sla.incident SET recovered_at = $2, flaps = $3 WHERE id = $1)"};

constexpr Statement kSaveClosing{"sla.save_incident_closing", R"(
UPDATE sla.incident SET closed_at = $2, recovered_at = $3, close_reason = $4 WHERE id = $1)"};

constexpr Statement kSelectUnattended{"sla.select_unattended_services", R"(
SELECT s.id, s.uuid, s.path, s.criticality, st.message,
       GREATEST(st.status_since, (SELECT max(c.closed_at) FROM sla.incident c
                                  WHERE c.service_id = s.id)) AS down_since
FROM kernel.service_state st JOIN kernel.service s ON s.id = st.service_id
WHERE st.status = 3 AND s.archived_at IS NULL
  AND NOT EXISTS (SELECT FROM sla.incident i WHERE i.service_id = s.id AND i.closed_at IS NULL)
ORDER BY s.id)"};

constexpr Statement kSelectExcludedTimes{"sla.select_excluded_times_of", R"(
SELECT service_id, excluded_from, excluded_to
FROM sla.excluded_times($2::timestamptz, $3::timestamptz)
WHERE service_id = ANY($1::integer[])
UNION ALL
SELECT service_id, archived_at, COALESCE(revived_at, $3) FROM kernel.service_archival
WHERE service_id = ANY($1::integer[]) AND COALESCE(revived_at, $3) > $2)"};

std::vector<IncidentRepository::Open> openFrom(const Rows& rows) {
  std::vector<IncidentRepository::Open> incidents;
  for (const auto row : rows) {
    incidents.push_back({incidentFrom(row), row.optionalTimestamp("archived_at")});
  }
  return incidents;
}

UnattendedService unattendedFrom(const Rows::Row& row) {
  return {{static_cast<std::int32_t>(row.integer("id")), row.uuid("uuid"),
           std::string(row.text("path")), std::string(row.text("criticality"))},
          std::string(row.text("message")),
          row.timestamp("down_since"),
          {}};
}

}  // namespace

std::optional<IncidentRepository::Open> IncidentRepository::lockOpen(std::int32_t service_id) {
  auto incidents = openFrom(transaction_.run(kLockOpen, service_id));
  if (incidents.empty()) return std::nullopt;
  return std::move(incidents.front());
}

std::vector<IncidentRepository::Open> IncidentRepository::lockClosable(Timestamp recovered_until) {
  return openFrom(transaction_.run(kLockClosable, recovered_until));
}

bool IncidentRepository::isExcluded(std::int32_t service_id, Timestamp instant) {
  const Rows rows = transaction_.run(kSelectExcluded, service_id, instant);
  return !rows.empty() && rows[0].boolean("excluded");
}

std::string IncidentRepository::criticalityOf(std::int32_t service_id) {
  return std::string(transaction_.run(kSelectCriticality, service_id)[0].text("criticality"));
}

bool IncidentRepository::insert(const Incident& incident) {
  return !transaction_
              .run(kInsert, incident.uuid, incident.service.id, incident.opened_at, incident.source,
                   incident.service.criticality, incident.message)
              .empty();
}

void IncidentRepository::saveRecovery(const Incident& incident) {
  transaction_.run(kSaveRecovery, incident.id, incident.recovered_at, incident.flaps);
}

void IncidentRepository::saveClosing(const Incident& incident) {
  transaction_.run(kSaveClosing, incident.id, incident.closed_at, incident.recovered_at,
                   incident.close_reason);
}

std::int64_t IncidentRepository::countOpen() {
  return transaction_.run(kCountOpen)[0].integer("incidents");
}

std::vector<UnattendedService> IncidentRepository::unattended(Timestamp now) {
  std::vector<UnattendedService> services;
  std::map<std::int64_t, std::size_t> index;
  ArrayValue ids;
  Timestamp earliest = now;
  for (const auto row : transaction_.run(kSelectUnattended)) {
    index.emplace(row.integer("id"), services.size());
    ids.add(row.integer("id"));
    services.push_back(unattendedFrom(row));
    earliest = std::min(earliest, services.back().down_since);
  }
  if (services.empty()) return services;
  const Timestamp lasting = now + std::chrono::seconds(1);  // what ends there has not ended
  for (const auto row : transaction_.run(kSelectExcludedTimes, ids.take(), earliest, lasting)) {
    services[index.at(row.integer("service_id"))].excluded.push_back(
        {instantOf(row.timestamp("excluded_from")), instantOf(row.timestamp("excluded_to"))});
  }
  return services;
}

}  // namespace itops::sla
