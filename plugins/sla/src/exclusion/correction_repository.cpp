#include "exclusion/correction_repository.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

constexpr Statement kHoldAggregation{"sla.hold_aggregation", R"(
SELECT pg_advisory_xact_lock_shared(hashtext('itops.sla.aggregation')))"};

constexpr Statement kInsertCorrection{"sla.insert_correction", R"(
INSERT INTO sla.correction
  (service_id, exclusion_window_id, incident_id, from_at, to_at, made_at, kind, scope, author,
   reason)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10))"};

constexpr Statement kRecountScope{"sla.recount_scope", R"(
WITH handled AS (
  SELECT $1::timestamptz AS from_at, LEAST($2::timestamptz, next_window) AS to_at
  FROM sla.aggregation WHERE next_window > $1
), concerned AS (
  SELECT s.id AS service_id, h.from_at, h.to_at
  FROM handled h JOIN kernel.service s
    ON $3::text IS NULL OR s.path = $3 OR starts_with(s.path, $3 || '/')
  WHERE $4::text IS NULL
  UNION
  SELECT m.service_id, GREATEST(h.from_at, m.valid_from), LEAST(h.to_at, m.valid_to)
  FROM handled h JOIN kernel.sla_group_member m
    ON m.valid_from < h.to_at AND COALESCE(m.valid_to, 'infinity') > h.from_at
  JOIN kernel.sla_groups g ON g.id = m.group_id
  WHERE g.name = $4
)
INSERT INTO sla.recount (service_id, from_at, to_at)
SELECT service_id, from_at, to_at FROM concerned ORDER BY service_id, from_at)"};

constexpr Statement kRecountService{"sla.recount_service", R"(
INSERT INTO sla.recount (service_id, from_at, to_at)
SELECT $1, $2, LEAST($3::timestamptz, next_window) FROM sla.aggregation WHERE next_window > $2)"};

constexpr Statement kListCorrections{"sla.list_corrections", R"(
SELECT c.id, c.uuid, c.kind, c.service_id, c.exclusion_window_id, w.uuid AS window_uuid,
       c.incident_id, i.uuid AS incident_uuid, c.scope, c.from_at, c.to_at, c.made_at, c.author, c.reason
FROM sla.correction c LEFT JOIN sla.exclusion_window w ON w.id = c.exclusion_window_id
LEFT JOIN sla.incident i ON i.id = c.incident_id
WHERE ($1::text IS NULL OR c.kind = $1)
  AND ($2::text IS NULL OR c.scope = $2 OR starts_with(c.scope, $2 || '/'))
  AND ($3::timestamptz IS NULL OR c.to_at > $3)
  AND ($4::timestamptz IS NULL OR c.from_at < $4)
  AND ($5::timestamptz IS NULL OR (c.made_at, c.id) < ($5, $6::bigint))
ORDER BY c.made_at DESC, c.id DESC LIMIT $7)"};

Correction correctionFrom(const Rows::Row& row) {
  Correction correction;
  correction.id = static_cast<std::int32_t>(row.integer("id"));
  correction.uuid = row.uuid("uuid");
  correction.kind = correctionKindFrom(row.text("kind"));
  if (const auto id = row.optionalInteger("service_id")) {
    correction.service_id = static_cast<std::int32_t>(*id);
  }
  if (const auto id = row.optionalInteger("exclusion_window_id")) {
    correction.exclusion_window_id = static_cast<std::int32_t>(*id);
    correction.exclusion_window_uuid = row.uuid("window_uuid");
  }
  if (const auto id = row.optionalInteger("incident_id")) {
    correction.incident_id = static_cast<std::int32_t>(*id);
    correction.incident_uuid = row.uuid("incident_uuid");
  }
  correction.scope = row.text("scope");
  correction.time = {row.timestamp("from_at"), row.timestamp("to_at")};
  correction.made_at = row.timestamp("made_at");
  correction.author = row.text("author");
  correction.reason = row.text("reason");
  return correction;
}

}  // namespace

void CorrectionRepository::holdAggregation() {
  transaction_.run(kHoldAggregation);
}

void CorrectionRepository::insert(const Correction& correction) {
  transaction_.run(kInsertCorrection, correction.service_id, correction.exclusion_window_id,
                   correction.incident_id, correction.time.from, correction.time.to,
                   correction.made_at, correctionKindName(correction.kind), correction.scope,
                   correction.author, correction.reason);
}

void CorrectionRepository::recount(const ExclusionScope& scope, const TimeSpan& time) {
  transaction_.run(kRecountScope, time.from, time.to, scope.path, scope.group);
}

void CorrectionRepository::recount(std::int32_t service_id, const TimeSpan& time) {
  transaction_.run(kRecountService, service_id, time.from, time.to);
}

CorrectionPage CorrectionRepository::list(const CorrectionFilter& filter) {
  std::optional<std::string> key;
  std::optional<std::int64_t> id;
  if (filter.cursor) {
    key = filter.cursor->key;
    id = filter.cursor->id;
  }
  const Rows rows = transaction_.run(kListCorrections, filter.kind, filter.path, filter.from,
                                     filter.to, key, id, filter.limit + 1);
  CorrectionPage page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(correctionFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const Correction& last = page.items.back();
    page.next_cursor =
        encodeCursor(CorrectionFilter::kList, {formatTimestamp(last.made_at), last.id});
  }
  return page;
}

}  // namespace itops::sla
