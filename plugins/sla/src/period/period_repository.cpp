#include "period/period_repository.hpp"

#include <utility>

namespace itops::sla {
namespace {

constexpr Statement kFindService{"sla.find_subject_service", R"(
SELECT id FROM kernel.service WHERE path = $1)"};

constexpr Statement kFindGroup{"sla.find_subject_group", R"(
SELECT id FROM kernel.sla_groups WHERE name = $1)"};

constexpr Statement kCountGroupMembers{"sla.count_group_members", R"(
SELECT count(DISTINCT m.service_id) AS members
FROM kernel.sla_group_member m
JOIN kernel.service s ON s.id = m.service_id AND s.archived_at IS NULL
WHERE m.group_id = $1 AND m.valid_to IS NULL)"};

constexpr Statement kSelectIsCounted{"sla.select_is_counted", R"(
SELECT EXISTS (SELECT FROM sla.sla_periods WHERE subject = $1 AND subject_id = $2) AS counted)"};

constexpr Statement kSelectPeriods{"sla.select_periods", R"(
SELECT period_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms, excluded_ms, revision
FROM sla.sla_periods
WHERE subject = $1 AND subject_id = $2 AND type = $3 AND period_start >= $4 AND period_start < $5
ORDER BY period_start)"};

constexpr Statement kSelectServiceHours{"sla.select_service_hours", R"(
SELECT date_trunc('hour', window_start) AS period_start, sum(up_ms) AS up_ms,
       sum(degraded_ms) AS degraded_ms, sum(down_ms) AS down_ms,
       sum(maintenance_ms) AS maintenance_ms, sum(unknown_ms) AS unknown_ms,
       sum(excluded_ms) AS excluded_ms, 1 AS revision
FROM sla.sla_windows
WHERE service_id = $1 AND window_start >= $2 AND window_start < $3
GROUP BY 1
UNION ALL
SELECT period_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms, excluded_ms, 1
FROM sla.sla_hours
WHERE subject = 1 AND subject_id = $1 AND period_start >= $2 AND period_start < $3
ORDER BY 1)"};

constexpr Statement kSelectGroupHours{"sla.select_group_hours", R"(
SELECT date_trunc('hour', window_start) AS period_start, sum(up_ms) AS up_ms,
       sum(degraded_ms) AS degraded_ms, sum(down_ms) AS down_ms,
       sum(maintenance_ms) AS maintenance_ms, sum(unknown_ms) AS unknown_ms,
       sum(excluded_ms) AS excluded_ms, 1 AS revision
FROM sla.group_windows
WHERE group_id = $1 AND window_start >= $2 AND window_start < $3
GROUP BY 1
UNION ALL
SELECT period_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms, excluded_ms, 1
FROM sla.sla_hours
WHERE subject = 2 AND subject_id = $1 AND period_start >= $2 AND period_start < $3
ORDER BY 1)"};

// Excluded ones don't count, like their time.
constexpr Statement kCountServiceIncidents{"sla.count_service_incidents", R"(
SELECT width_bucket(i.opened_at, $2::timestamptz[]) AS period, count(*) AS incidents
FROM sla.incident i
WHERE i.service_id = $1 AND i.opened_at >= $3 AND i.opened_at < $4
  AND NOT EXISTS (SELECT FROM sla.correction c WHERE c.incident_id = i.id)
GROUP BY 1)"};

constexpr Statement kCountGroupIncidents{"sla.count_group_incidents", R"(
WITH member AS MATERIALIZED (
  SELECT service_id, valid_from, COALESCE(valid_to, 'infinity') AS valid_to
  FROM kernel.sla_group_member WHERE group_id = $1
)
SELECT width_bucket(i.opened_at, $2::timestamptz[]) AS period, count(*) AS incidents
FROM sla.incident i
WHERE i.service_id IN (SELECT service_id FROM member)
  AND i.opened_at >= $3 AND i.opened_at < $4
  AND EXISTS (SELECT FROM member m WHERE m.service_id = i.service_id
              AND m.valid_from <= i.opened_at AND m.valid_to > i.opened_at)
  AND NOT EXISTS (SELECT FROM sla.correction c WHERE c.incident_id = i.id)
GROUP BY 1)"};

std::vector<StoredPeriod> storedPeriodsFrom(const Rows& rows) {
  std::vector<StoredPeriod> stored;
  stored.reserve(static_cast<std::size_t>(rows.size()));
  for (const auto row : rows) stored.push_back(storedPeriodFrom(row));
  return stored;
}

}  // namespace

StoredPeriod storedPeriodFrom(const Rows::Row& row, const std::string& prefix) {
  return {instantOf(row.timestamp(prefix + "period_start")), classTimesFrom(row, prefix),
          static_cast<std::int32_t>(row.integer(prefix + "revision"))};
}

std::optional<SubjectRow> PeriodRepository::find(const SubjectName& name) {
  const Rows rows =
      transaction_.run(name.kind == Subject::kGroup ? kFindGroup : kFindService, name.name);
  if (rows.empty()) return std::nullopt;
  return SubjectRow{name.kind, static_cast<std::int32_t>(rows[0].integer("id")), name.name};
}

std::int64_t PeriodRepository::memberCount(std::int32_t group_id) {
  return transaction_.run(kCountGroupMembers, group_id)[0].integer("members");
}

bool PeriodRepository::isCounted(const SubjectRow& subject) {
  return transaction_.run(kSelectIsCounted, static_cast<int>(subject.kind), subject.id)[0].boolean(
      "counted");
}

std::vector<StoredPeriod> PeriodRepository::parts(const SubjectRow& subject, PeriodType type,
                                                  const Interval& interval) {
  if (type == PeriodType::kHourly) {
    const Statement& hours =
        subject.kind == Subject::kGroup ? kSelectGroupHours : kSelectServiceHours;
    return storedPeriodsFrom(
        transaction_.run(hours, subject.id, Timestamp(interval.from), Timestamp(interval.to)));
  }
  const PeriodType stored = type == PeriodType::kMonthly ? type : PeriodType::kDaily;
  return storedPeriodsFrom(transaction_.run(
      kSelectPeriods, static_cast<int>(subject.kind), subject.id, static_cast<int>(stored),
      Timestamp(interval.from - kNoon), Timestamp(interval.to - kNoon)));
}

std::vector<std::int64_t> PeriodRepository::incidentCounts(const SubjectRow& subject,
                                                           std::span<const Period> periods) {
  ArrayValue starts;
  for (const Period& period : periods) starts.add(Timestamp(period.interval.from));
  const Statement& count =
      subject.kind == Subject::kGroup ? kCountGroupIncidents : kCountServiceIncidents;
  std::vector<std::int64_t> counts(periods.size(), 0);
  for (const auto row :
       transaction_.run(count, subject.id, starts.take(), Timestamp(periods.front().interval.from),
                        Timestamp(periods.back().interval.to))) {
    counts.at(static_cast<std::size_t>(row.integer("period") - 1)) = row.integer("incidents");
  }
  return counts;
}

}  // namespace itops::sla
