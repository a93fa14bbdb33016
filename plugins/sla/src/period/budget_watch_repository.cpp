#include "period/budget_watch_repository.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

constexpr Statement kSelectAllServiceSpans{"sla.select_all_service_spans", R"(
WITH troubled AS MATERIALIZED (
  SELECT DISTINCT service_id FROM sla.sla_windows
  WHERE window_start >= $1 AND window_start < $2
    AND (down_ms > 0 OR degraded_ms > 0 OR maintenance_ms > 0)
  UNION
  SELECT subject_id FROM sla.budget_alert WHERE subject = 1
)
SELECT w.service_id AS subject_id, a.definition_id,
       width_bucket(w.window_start, $3::timestamptz[]) AS stretch, sum(w.up_ms) AS up_ms,
       sum(w.degraded_ms) AS degraded_ms, sum(w.down_ms) AS down_ms,
       sum(w.maintenance_ms) AS maintenance_ms, sum(w.unknown_ms) AS unknown_ms,
       sum(w.excluded_ms) AS excluded_ms
FROM troubled t
JOIN kernel.service s ON s.id = t.service_id AND s.archived_at IS NULL
JOIN sla.assignment a ON a.subject = 1 AND a.subject_id = t.service_id
JOIN sla.sla_windows w ON w.service_id = t.service_id
WHERE w.window_start >= $4 AND w.window_start < $2
  AND (w.down_ms > 0 OR w.degraded_ms > 0 OR w.maintenance_ms > 0 OR w.excluded_ms > 0)
GROUP BY 1, 2, 3)"};

constexpr Statement kSelectAllGroupSpans{"sla.select_all_group_spans", R"(
WITH troubled AS MATERIALIZED (
  SELECT DISTINCT w.group_id
  FROM sla.assignment a JOIN sla.group_windows w ON w.group_id = a.subject_id
  WHERE a.subject = 2 AND w.window_start >= $1 AND w.window_start < $2
    AND (w.down_ms > 0 OR w.degraded_ms > 0 OR w.maintenance_ms > 0)
  UNION
  SELECT subject_id FROM sla.budget_alert WHERE subject = 2
)
SELECT w.group_id AS subject_id, a.definition_id,
       width_bucket(w.window_start, $3::timestamptz[]) AS stretch, sum(w.up_ms) AS up_ms,
       sum(w.degraded_ms) AS degraded_ms, sum(w.down_ms) AS down_ms,
       sum(w.maintenance_ms) AS maintenance_ms, sum(w.unknown_ms) AS unknown_ms,
       sum(w.excluded_ms) AS excluded_ms
FROM troubled t
JOIN kernel.sla_groups g ON g.id = t.group_id AND g.archived_at IS NULL
JOIN sla.assignment a ON a.subject = 2 AND a.subject_id = t.group_id
JOIN sla.group_windows w ON w.group_id = t.group_id
WHERE w.window_start >= $4 AND w.window_start < $2
GROUP BY 1, 2, 3)"};

constexpr Statement kSelectAlerts{"sla.select_budget_alerts", R"(
SELECT subject, subject_id, long_minutes, raised_at FROM sla.budget_alert)"};

constexpr Statement kInsertAlerts{"sla.insert_budget_alerts", R"(
INSERT INTO sla.budget_alert (subject, subject_id, long_minutes, raised_at)
SELECT subject, subject_id, long_minutes, $4
FROM unnest($1::smallint[], $2::integer[], $3::integer[]) AS i (subject, subject_id, long_minutes)
ON CONFLICT DO NOTHING)"};

constexpr Statement kDeleteAlerts{"sla.delete_budget_alerts", R"(
DELETE FROM sla.budget_alert a
USING unnest($1::smallint[], $2::integer[], $3::integer[]) AS i (subject, subject_id, long_minutes)
WHERE a.subject = i.subject AND a.subject_id = i.subject_id AND a.long_minutes = i.long_minutes)"};

constexpr Statement kSelectNames{"sla.select_subject_names", R"(
SELECT 1 AS subject, id, uuid, path AS name FROM kernel.service WHERE id = ANY($1::integer[])
UNION ALL
SELECT 2, id, uuid, name FROM kernel.sla_groups WHERE id = ANY($2::integer[]))"};

constexpr Statement kDeleteEndedAbsences{"sla.delete_ended_absences", R"(
DELETE FROM sla.data_absence b
WHERE EXISTS (SELECT FROM sla.sla_windows w
              WHERE w.service_id = b.service_id AND w.window_start >= $1 AND w.window_start < $2
                AND w.unknown_ms + w.excluded_ms < 300000)
   OR NOT EXISTS (SELECT FROM kernel.service s
                  JOIN sla.assignment a ON a.subject = 1 AND a.subject_id = s.id
                  WHERE s.id = b.service_id AND s.archived_at IS NULL))"};

constexpr Statement kInsertAbsences{"sla.insert_absences", R"(
WITH absent AS (
  INSERT INTO sla.data_absence (service_id, raised_at)
  SELECT s.id, $2
  FROM kernel.service s JOIN sla.assignment a ON a.subject = 1 AND a.subject_id = s.id
  WHERE s.archived_at IS NULL AND s.created_at <= $1
    AND NOT EXISTS (SELECT FROM sla.sla_windows w
                    WHERE w.service_id = s.id AND w.window_start >= $1 AND w.window_start < $2
                      AND w.unknown_ms < 300000)
    AND NOT EXISTS (SELECT FROM kernel.service_archival v
                    WHERE v.service_id = s.id AND COALESCE(v.revived_at, $2) > $1)
    AND NOT EXISTS (SELECT FROM kernel.platform_outage o
                    WHERE o.ended_at > $1 AND o.started_at < $2)
  ON CONFLICT DO NOTHING
  RETURNING service_id
)
SELECT s.id, s.uuid, s.path FROM absent b JOIN kernel.service s ON s.id = b.service_id
ORDER BY s.id)"};

constexpr auto kTroubledFor = std::chrono::hours(6);  // the longest of the short windows

std::size_t pairOf(std::int64_t long_minutes) {
  const auto* const pair = std::find_if(
      kBurnPairs.begin(), kBurnPairs.end(),
      [&](const BurnPair& candidate) { return candidate.long_window.count() == long_minutes; });
  return static_cast<std::size_t>(pair - kBurnPairs.begin());
}

SubjectKey subjectFrom(const Rows::Row& row, std::string_view id) {
  return {static_cast<Subject>(row.integer("subject")), static_cast<std::int32_t>(row.integer(id))};
}

/// The parameters $1 to $3 of statements about alerts.
struct AlertColumns {
  explicit AlertColumns(const std::vector<AlertKey>& alerts) {
    for (const AlertKey& alert : alerts) {
      subjects.add(static_cast<int>(alert.subject.kind));
      ids.add(alert.subject.id);
      minutes.add(std::int64_t{kBurnPairs.at(alert.pair).long_window.count()});
    }
  }
  ArrayValue subjects, ids, minutes;
};

}  // namespace

std::map<SubjectKey, BudgetWatchRepository::Spans> BudgetWatchRepository::spansFrom(
    const Rows& rows, Subject kind) {
  std::map<SubjectKey, Spans> all;
  for (const auto row : rows) {
    Spans& spans = all[{kind, static_cast<std::int32_t>(row.integer("subject_id"))}];
    spans.definition_id = static_cast<std::int32_t>(row.integer("definition_id"));
    addStretch(spans.times, row.integer("stretch"), classTimesFrom(row));
  }
  return all;
}

std::map<SubjectKey, BudgetWatchRepository::Spans> BudgetWatchRepository::serviceSpans(
    Instant end) {
  return spansFrom(
      transaction_.run(kSelectAllServiceSpans, Timestamp(end - kTroubledFor), Timestamp(end),
                       spanStarts(end), Timestamp(end - kBurnSpans.back())),
      Subject::kService);
}

std::map<SubjectKey, BudgetWatchRepository::Spans> BudgetWatchRepository::groupSpans(Instant end) {
  return spansFrom(
      transaction_.run(kSelectAllGroupSpans, Timestamp(end - kTroubledFor), Timestamp(end),
                       spanStarts(end), Timestamp(end - kBurnSpans.back())),
      Subject::kGroup);
}

std::map<AlertKey, Instant> BudgetWatchRepository::alerts() {
  std::map<AlertKey, Instant> alerts;
  for (const auto row : transaction_.run(kSelectAlerts)) {
    alerts.emplace(AlertKey{subjectFrom(row, "subject_id"), pairOf(row.integer("long_minutes"))},
                   instantOf(row.timestamp("raised_at")));
  }
  return alerts;
}

void BudgetWatchRepository::saveAlerts(const std::vector<AlertKey>& alerts, Instant raised_at) {
  AlertColumns columns(alerts);
  transaction_.run(kInsertAlerts, columns.subjects.take(), columns.ids.take(),
                   columns.minutes.take(), Timestamp(raised_at));
}

void BudgetWatchRepository::removeAlerts(const std::vector<AlertKey>& alerts) {
  AlertColumns columns(alerts);
  transaction_.run(kDeleteAlerts, columns.subjects.take(), columns.ids.take(),
                   columns.minutes.take());
}

std::map<SubjectKey, BudgetWatchRepository::Name> BudgetWatchRepository::names(
    const std::set<SubjectKey>& subjects) {
  ArrayValue services, groups;
  for (const SubjectKey& subject : subjects) {
    (subject.kind == Subject::kGroup ? groups : services).add(subject.id);
  }
  std::map<SubjectKey, Name> names;
  for (const auto row : transaction_.run(kSelectNames, services.take(), groups.take())) {
    names.emplace(subjectFrom(row, "id"), Name{row.uuid("uuid"), std::string(row.text("name"))});
  }
  return names;
}

void BudgetWatchRepository::removeEndedAbsences(const Interval& interval) {
  transaction_.run(kDeleteEndedAbsences, Timestamp(interval.from), Timestamp(interval.to));
}

std::vector<BudgetWatchRepository::Absence> BudgetWatchRepository::addAbsences(
    const Interval& interval) {
  std::vector<Absence> absences;
  for (const auto row :
       transaction_.run(kInsertAbsences, Timestamp(interval.from), Timestamp(interval.to))) {
    absences.push_back({static_cast<std::int32_t>(row.integer("id")), row.uuid("uuid"),
                        std::string(row.text("path"))});
  }
  return absences;
}

}  // namespace itops::sla
