#include "incident/incident_repository.hpp"

#include <map>

#include "incident/incident_row.hpp"

namespace itops::sla {
namespace {

constexpr Statement kLockOpenIncidents{"sla.lock_open_incidents", R"(
SELECT i.id, i.uuid, i.service_id, s.uuid AS service_uuid, s.path, i.criticality, i.opened_at,
       i.recovered_at, i.closed_at, i.close_reason, i.flaps, i.source, i.message,
       i.acknowledged_at, i.acknowledged_by, false AS excluded,
       (SELECT min(a.archived_at) FROM kernel.service_archival a
        WHERE a.service_id = i.service_id AND a.archived_at >= i.opened_at) AS archived_at
FROM sla.incident i JOIN kernel.service s ON s.id = i.service_id
WHERE i.service_id = ANY($1::integer[]) AND i.closed_at IS NULL
ORDER BY i.id
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

// Of these services: sla.excluded_times() would look at all of them.
constexpr Statement kSelectCircumstances{"sla.select_outage_circumstances", R"(
SELECT o.position, s.criticality,
       EXISTS (
         SELECT FROM sla.exclusion_window w
         WHERE w.started_at <= o.occurred_at
           AND COALESCE(w.ended_at, w.planned_end_at, 'infinity') > o.occurred_at
           AND CASE WHEN w.group_id IS NULL
                 THEN w.path IS NULL OR s.path = w.path OR starts_with(s.path, w.path || '/')
                 ELSE EXISTS (SELECT FROM kernel.sla_group_member m
                              WHERE m.group_id = w.group_id AND m.service_id = s.id
                                AND m.valid_from <= o.occurred_at
                                AND COALESCE(m.valid_to, 'infinity') > o.occurred_at) END
       ) AS excluded,
       (SELECT min(a.archived_at) FROM kernel.service_archival a
        WHERE a.service_id = s.id AND a.archived_at >= o.occurred_at) AS archived_at
FROM unnest($1::integer[], $2::timestamptz[]) WITH ORDINALITY
  AS o (service_id, occurred_at, position)
JOIN kernel.service s ON s.id = o.service_id)"};

constexpr Statement kInsertIncidents{"sla.insert_incidents", R"(
INSERT INTO sla.incident (uuid, service_id, opened_at, recovered_at, closed_at, close_reason, flaps,
                          source, criticality, message)
SELECT i.uuid, i.service_id, i.opened_at, i.recovered_at, i.closed_at, i.close_reason, i.flaps,
       i.source, i.criticality, i.message
FROM unnest($1::uuid[], $2::integer[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[],
            $6::text[], $7::integer[], $8::text[], $9::text[], $10::text[]) WITH ORDINALITY
  AS i (uuid, service_id, opened_at, recovered_at, closed_at, close_reason, flaps, source,
        criticality, message, position)
ORDER BY i.position
ON CONFLICT (service_id) WHERE closed_at IS NULL DO NOTHING)"};

constexpr Statement kSave{"sla.save_incidents", R"(
UPDATE sla.incident AS i
SET recovered_at = n.recovered_at, closed_at = n.closed_at, close_reason = n.close_reason,
    flaps = n.flaps
FROM unnest($1::integer[], $2::timestamptz[], $3::timestamptz[], $4::text[], $5::integer[])
  AS n (id, recovered_at, closed_at, close_reason, flaps)
WHERE i.id = n.id)"};

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

std::vector<UnderWay> underWayFrom(const Rows& rows) {
  std::vector<UnderWay> incidents;
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

std::vector<UnderWay> IncidentRepository::lockOpen(std::span<const std::int32_t> service_ids) {
  ArrayValue ids;
  for (const std::int32_t id : service_ids) ids.add(id);
  return underWayFrom(transaction_.run(kLockOpenIncidents, ids.take()));
}

std::vector<UnderWay> IncidentRepository::lockClosable(Timestamp recovered_until) {
  return underWayFrom(transaction_.run(kLockClosable, recovered_until));
}

std::vector<OutageCircumstances> IncidentRepository::circumstancesOf(
    std::span<const Outage> outages) {
  std::vector<OutageCircumstances> circumstances(outages.size());
  if (outages.empty()) return circumstances;
  ArrayValue ids, instants;
  for (const Outage& outage : outages) {
    ids.add(outage.service_id);
    instants.add(outage.occurred_at);
  }
  for (const auto row : transaction_.run(kSelectCircumstances, ids.take(), instants.take())) {
    circumstances[static_cast<std::size_t>(row.integer("position")) - 1] = {
        row.boolean("excluded"), std::string(row.text("criticality")),
        row.optionalTimestamp("archived_at")};
  }
  return circumstances;
}

std::size_t IncidentRepository::insert(std::span<const Incident> incidents) {
  if (incidents.empty()) return 0;
  ArrayValue uuids, services, opened, recovered, closed, reasons, flaps, sources, criticalities,
      messages;
  for (const Incident& incident : incidents) {
    uuids.add(incident.uuid);
    services.add(incident.service.id);
    opened.add(incident.opened_at);
    recovered.add(incident.recovered_at);
    closed.add(incident.closed_at);
    reasons.add(incident.close_reason);
    flaps.add(incident.flaps);
    sources.add(incident.source);
    criticalities.add(incident.service.criticality);
    messages.add(incident.message);
  }
  const Rows rows = transaction_.run(kInsertIncidents, uuids.take(), services.take(), opened.take(),
                                     recovered.take(), closed.take(), reasons.take(), flaps.take(),
                                     sources.take(), criticalities.take(), messages.take());
  return static_cast<std::size_t>(rows.affectedCount());
}

void IncidentRepository::save(std::span<const Incident> incidents) {
  if (incidents.empty()) return;
  ArrayValue ids, recovered, closed, reasons, flaps;
  for (const Incident& incident : incidents) {
    ids.add(incident.id);
    recovered.add(incident.recovered_at);
    closed.add(incident.closed_at);
    reasons.add(incident.close_reason);
    flaps.add(incident.flaps);
  }
  transaction_.runLater(kSave, ids.take(), recovered.take(), closed.take(), reasons.take(),
                        flaps.take());
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
