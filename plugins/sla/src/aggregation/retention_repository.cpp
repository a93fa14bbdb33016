#include "aggregation/retention_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectOldestDay{"sla.select_oldest_day", R"(
SELECT min(day)::timestamptz AS day FROM sla.day_partitions($1) day
WHERE (day + 1)::timestamptz <= $2)"};

constexpr Statement kDrop{"sla.drop_day_partition", R"(
SELECT sla.drop_day_partition($1, $2::date) AS dropped)"};

constexpr Statement kEnsureHours{"sla.ensure_hours_partition", R"(
SELECT sla.ensure_day_partition('sla_hours', $1::date))"};

constexpr Statement kSumHours{"sla.sum_hours", R"(
INSERT INTO sla.sla_hours (subject, subject_id, period_start, up_ms, degraded_ms, down_ms,
                           maintenance_ms, unknown_ms, excluded_ms)
SELECT subject, subject_id, date_trunc('hour', window_start), sum(up_ms), sum(degraded_ms),
       sum(down_ms), sum(maintenance_ms), sum(unknown_ms), sum(excluded_ms)
FROM (
  SELECT 1 AS subject, service_id AS subject_id, window_start, up_ms::bigint, degraded_ms::bigint,
         down_ms::bigint, maintenance_ms::bigint, unknown_ms::bigint, excluded_ms::bigint
  FROM sla.sla_windows
  UNION ALL
  SELECT 2, group_id, window_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms,
         excluded_ms
  FROM sla.group_windows) w
WHERE window_start >= $1 AND window_start < $1 + interval '1 day'
GROUP BY 1, 2, 3
ON CONFLICT DO NOTHING)"};

/// Undoes what was done for a partition that could not be dropped.
struct Busy {};

std::string dateOf(Instant day) {
  return formatTimestamp(Timestamp(day)).substr(0, 10);
}

}  // namespace

std::optional<Instant> RetentionRepository::oldestDay(const std::string& table, Instant before) {
  const Rows rows = transaction_.run(kSelectOldestDay, table, Timestamp(before));
  const auto day = rows[0].optionalTimestamp("day");
  if (!day) return std::nullopt;
  return instantOf(*day);
}

bool RetentionRepository::drop(const std::string& table, Instant day) {
  return transaction_.run(kDrop, table, dateOf(day))[0].boolean("dropped");
}

bool RetentionRepository::replaceWindowsByHours(Instant day) {
  try {
    transaction_.savepoint([&] {
      transaction_.run(kEnsureHours, dateOf(day));
      transaction_.run(kSumHours, Timestamp(day));
      if (!drop("group_windows", day) || !drop("sla_windows", day)) throw Busy();
    });
    return true;
  } catch (const Busy&) {
    return false;
  }
}

}  // namespace itops::sla
