#include "incident/incident_query_repository.hpp"

#include <algorithm>

#include "incident/incident_row.hpp"

namespace itops::sla {
namespace {

constexpr Statement kListIncidents{"sla.list_incidents", R"(
SELECT i.id, i.uuid, i.service_id, s.uuid AS service_uuid, s.path, i.criticality, i.opened_at,
       i.recovered_at, i.closed_at, i.close_reason, i.flaps, i.source, i.message,
       i.acknowledged_at, i.acknowledged_by,
       EXISTS (SELECT FROM sla.correction c WHERE c.incident_id = i.id) AS excluded
FROM sla.incident i JOIN kernel.service s ON s.id = i.service_id
WHERE ($1::text IS NULL OR s.path = $1 OR starts_with(s.path, $1 || '/'))
  AND ($2::text IS NULL OR EXISTS (
    SELECT FROM kernel.sla_group_member m JOIN kernel.sla_groups g ON g.id = m.group_id
    WHERE g.name = $2 AND m.service_id = i.service_id AND m.valid_from <= i.opened_at
      AND COALESCE(m.valid_to, 'infinity') > i.opened_at))
  AND ($3::boolean IS NULL OR $3 = (i.closed_at IS NULL))
  AND ($4::timestamptz IS NULL OR COALESCE(i.closed_at, 'infinity') > $4)
  AND ($5::timestamptz IS NULL OR i.opened_at < $5)
  AND ($6::timestamptz IS NULL OR (i.opened_at, i.id) < ($6, $7::bigint))
ORDER BY i.opened_at DESC, i.id DESC LIMIT $8)"};

constexpr Statement kFindIncident{"sla.find_incident", R"(
SELECT i.id, i.uuid, i.service_id, s.uuid AS service_uuid, s.path, i.criticality, i.opened_at,
       i.recovered_at, i.closed_at, i.close_reason, i.flaps, i.source, i.message,
       i.acknowledged_at, i.acknowledged_by,
       EXISTS (SELECT FROM sla.correction c WHERE c.incident_id = i.id) AS excluded
FROM sla.incident i JOIN kernel.service s ON s.id = i.service_id
WHERE i.uuid = $1)"};

constexpr Statement kLockIncident{"sla.lock_incident", R"(
SELECT FROM sla.incident WHERE uuid = $1 FOR UPDATE)"};

constexpr Statement kSelectIncidentComments{"sla.select_incident_comments", R"(
SELECT made_at, author, text FROM sla.incident_comment WHERE incident_id = $1 ORDER BY id
LIMIT 500)"};

constexpr Statement kSaveAcknowledgement{"sla.save_incident_acknowledgement", R"(
UPDATE sla.incident SET acknowledged_at = $2, acknowledged_by = $3 WHERE id = $1)"};

constexpr Statement kInsertComment{"sla.insert_incident_comment", R"(
INSERT INTO sla.incident_comment (incident_id, made_at, author, text) VALUES ($1, $2, $3, $4))"};

constexpr Statement kOutages{"sla.select_outage_spans", R"(
SELECT i.opened_at, i.closed_at
FROM sla.incident i JOIN kernel.service s ON s.id = i.service_id
WHERE ($1::text IS NULL OR s.path = $1 OR starts_with(s.path, $1 || '/'))
  AND ($2::text IS NULL OR EXISTS (
    SELECT FROM kernel.sla_group_member m JOIN kernel.sla_groups g ON g.id = m.group_id
    WHERE g.name = $2 AND m.service_id = i.service_id AND m.valid_from <= i.opened_at
      AND COALESCE(m.valid_to, 'infinity') > i.opened_at))
  AND COALESCE(i.closed_at, 'infinity') > $3 AND i.opened_at < $4
  AND NOT EXISTS (SELECT FROM sla.correction c WHERE c.incident_id = i.id))"};

// One service may be in a group because of several sources, so memberships are united first.
constexpr Statement kOperatingTime{"sla.select_operating_time", R"(
WITH member AS (
  SELECT m.service_id, range_agg(tstzrange(m.valid_from, m.valid_to)) AS times
  FROM kernel.sla_group_member m JOIN kernel.sla_groups g ON g.id = m.group_id
  WHERE g.name = $2 GROUP BY m.service_id
), archived AS (
  SELECT service_id, range_agg(tstzrange(archived_at, revived_at)) AS times
  FROM kernel.service_archival GROUP BY service_id
), present AS (
  SELECT tstzmultirange(tstzrange(GREATEST(s.created_at, $3), $4))
         * CASE WHEN $2::text IS NULL THEN '{(,)}' ELSE m.times END
         - COALESCE(a.times, '{}') AS times
  FROM kernel.service s
  LEFT JOIN member m ON m.service_id = s.id
  LEFT JOIN archived a ON a.service_id = s.id
  WHERE s.created_at < $4 AND ($2::text IS NULL OR m.times IS NOT NULL)
    AND ($1::text IS NULL OR s.path = $1 OR starts_with(s.path, $1 || '/'))
)
SELECT COALESCE(round(sum(extract(epoch FROM upper(r) - lower(r))) * 1000), 0)::bigint AS ms
FROM present, unnest(present.times) AS r)"};

}  // namespace

IncidentPage IncidentQueryRepository::list(const IncidentFilter& filter) {
  std::optional<std::string> key;
  std::optional<std::int64_t> id;
  if (filter.cursor) {
    key = filter.cursor->key;
    id = filter.cursor->id;
  }
  const Rows rows = transaction_.run(kListIncidents, filter.path, filter.group, filter.open,
                                     filter.from, filter.to, key, id, filter.limit + 1);
  IncidentPage page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(incidentFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const Incident& last = page.items.back();
    page.next_cursor =
        encodeCursor(IncidentFilter::kList, {formatTimestamp(last.opened_at), last.id});
  }
  return page;
}

std::optional<Incident> IncidentQueryRepository::find(const Uuid& uuid) {
  const Rows rows = transaction_.run(kFindIncident, uuid);
  if (rows.empty()) return std::nullopt;
  return incidentFrom(rows[0]);
}

std::optional<Incident> IncidentQueryRepository::lock(const Uuid& uuid) {
  transaction_.run(kLockIncident, uuid);
  return find(uuid);
}

std::vector<IncidentComment> IncidentQueryRepository::commentsOf(const Incident& incident) {
  std::vector<IncidentComment> comments;
  for (const auto row : transaction_.run(kSelectIncidentComments, incident.id)) {
    comments.push_back(
        {row.timestamp("made_at"), std::string(row.text("author")), std::string(row.text("text"))});
  }
  return comments;
}

void IncidentQueryRepository::saveAcknowledgement(const Incident& incident) {
  transaction_.run(kSaveAcknowledgement, incident.id, incident.acknowledged_at,
                   incident.acknowledged_by);
}

void IncidentQueryRepository::addComment(const Incident& incident, const IncidentComment& comment) {
  transaction_.run(kInsertComment, incident.id, comment.made_at, comment.author, comment.text);
}

std::vector<OutageSpan> IncidentQueryRepository::outagesIn(const SummaryScope& scope) {
  std::vector<OutageSpan> outages;
  for (const auto row : transaction_.run(kOutages, scope.path, scope.group, scope.from, scope.to)) {
    outages.push_back({row.timestamp("opened_at"), row.optionalTimestamp("closed_at")});
  }
  return outages;
}

std::chrono::milliseconds IncidentQueryRepository::operatingTime(const SummaryScope& scope) {
  const Rows rows = transaction_.run(kOperatingTime, scope.path, scope.group, scope.from, scope.to);
  return std::chrono::milliseconds(rows[0].integer("ms"));
}

}  // namespace itops::sla
