#include "aggregation/window_repository.hpp"

#include "aggregation/sample_rows.hpp"
#include "class_times_rows.hpp"

namespace itops::sla {
namespace {

constexpr Statement kLockAggregation{"sla.lock_aggregation", R"(
SELECT pg_advisory_xact_lock(hashtext('itops.sla.aggregation')))"};

constexpr Statement kSelectNextWindow{"sla.select_next_window", R"(
SELECT next_window FROM sla.aggregation)"};

constexpr Statement kUpsertNextWindow{"sla.upsert_next_window", R"(
INSERT INTO sla.aggregation (next_window) VALUES ($1)
ON CONFLICT (id) DO UPDATE SET next_window = EXCLUDED.next_window)"};

constexpr Statement kSelectWindowsFrom{"sla.select_windows_from", R"(
SELECT windows_from FROM sla.aggregation WHERE windows_from IS NOT NULL)"};

constexpr Statement kUpdateWindowsFrom{"sla.update_windows_from", R"(
UPDATE sla.aggregation SET windows_from = $1)"};

constexpr Statement kEnsurePartitions{"sla.ensure_window_partitions", R"(
SELECT sla.ensure_day_partition('sla_windows', $1::date),
       sla.ensure_day_partition('group_windows', $1::date))"};

/// The statements of the table of one kind of subjects.
struct Table {
  Statement insert;
  Statement upsert;
  Statement remove;
  Statement find;
  Statement list;
};

constexpr Table kServices{{"sla.insert_windows", R"(
INSERT INTO sla.sla_windows (service_id, window_start, up_ms, degraded_ms, down_ms, maintenance_ms,
                             unknown_ms, excluded_ms)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::integer[], $4::integer[],
                     $5::integer[], $6::integer[], $7::integer[], $8::integer[]))"},
                          {"sla.upsert_windows", R"(
INSERT INTO sla.sla_windows (service_id, window_start, up_ms, degraded_ms, down_ms, maintenance_ms,
                             unknown_ms, excluded_ms)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::integer[], $4::integer[],
                     $5::integer[], $6::integer[], $7::integer[], $8::integer[])
ON CONFLICT (service_id, window_start) DO UPDATE SET
  up_ms = EXCLUDED.up_ms, degraded_ms = EXCLUDED.degraded_ms, down_ms = EXCLUDED.down_ms,
  maintenance_ms = EXCLUDED.maintenance_ms, unknown_ms = EXCLUDED.unknown_ms,
  excluded_ms = EXCLUDED.excluded_ms)"},
                          {"sla.delete_windows", R"(
DELETE FROM sla.sla_windows w USING unnest($1::integer[], $2::timestamptz[]) AS gone (id, start)
WHERE w.service_id = gone.id AND w.window_start = gone.start)"},
                          {"sla.select_windows_of", R"(
SELECT service_id AS id, window_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms,
       excluded_ms
FROM sla.sla_windows
WHERE service_id = ANY($1::integer[]) AND window_start >= $2 AND window_start < $3)"},
                          {"sla.list_windows", R"(
SELECT window_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms, excluded_ms
FROM sla.sla_windows
WHERE service_id = $1 AND window_start >= $2 AND window_start < $3
ORDER BY window_start LIMIT $4)"}};

constexpr Table kGroups{{"sla.insert_group_windows", R"(
INSERT INTO sla.group_windows (group_id, window_start, up_ms, degraded_ms, down_ms, maintenance_ms,
                               unknown_ms, excluded_ms)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::bigint[], $4::bigint[],
                     $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[]))"},
                        {"sla.upsert_group_windows", R"(
INSERT INTO sla.group_windows (group_id, window_start, up_ms, degraded_ms, down_ms, maintenance_ms,
                               unknown_ms, excluded_ms)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::bigint[], $4::bigint[],
                     $5::bigint[], $6::bigint[], $7::bigint[], $8::bigint[])
ON CONFLICT (group_id, window_start) DO UPDATE SET
  up_ms = EXCLUDED.up_ms, degraded_ms = EXCLUDED.degraded_ms, down_ms = EXCLUDED.down_ms,
  maintenance_ms = EXCLUDED.maintenance_ms, unknown_ms = EXCLUDED.unknown_ms,
  excluded_ms = EXCLUDED.excluded_ms)"},
                        {"sla.delete_group_windows", R"(
DELETE FROM sla.group_windows w USING unnest($1::integer[], $2::timestamptz[]) AS gone (id, start)
WHERE w.group_id = gone.id AND w.window_start = gone.start)"},
                        {"sla.select_group_windows_of", R"(
SELECT group_id AS id, window_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms,
       excluded_ms
FROM sla.group_windows
WHERE group_id = ANY($1::integer[]) AND window_start >= $2 AND window_start < $3)"},
                        {"sla.list_group_windows", R"(
SELECT window_start, up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms, excluded_ms
FROM sla.group_windows
WHERE group_id = $1 AND window_start >= $2 AND window_start < $3
ORDER BY window_start LIMIT $4)"}};

const Table& tableOf(Subject subject) {
  return subject == Subject::kService ? kServices : kGroups;
}

}  // namespace

void ClassArrays::add(const ClassTimes& times) {
  for (std::size_t i = 0; i < kTimeClassCount; ++i) {
    arrays_[i].add(std::int64_t{times.of(static_cast<TimeClass>(i)).count()});
  }
}

Value ClassArrays::take(TimeClass time_class) {
  return arrays_[static_cast<std::size_t>(time_class)].take();
}

void WindowRepository::lock() {
  transaction_.run(kLockAggregation);
}

std::optional<Instant> WindowRepository::nextWindow() {
  const Rows rows = transaction_.run(kSelectNextWindow);
  if (rows.empty()) return std::nullopt;
  return instantOf(rows[0].timestamp("next_window"));
}

void WindowRepository::setNextWindow(Instant start) {
  transaction_.run(kUpsertNextWindow, Timestamp(start));
}

Instant WindowRepository::windowsFrom() {
  const Rows rows = transaction_.run(kSelectWindowsFrom);
  return rows.empty() ? Instant{} : instantOf(rows[0].timestamp("windows_from"));
}

void WindowRepository::setWindowsFrom(Instant instant) {
  transaction_.run(kUpdateWindowsFrom, Timestamp(instant));
}

void WindowRepository::ensurePartitions(Instant day) {
  transaction_.run(kEnsurePartitions, formatTimestamp(Timestamp(day)).substr(0, 10));
}

void WindowRepository::insert(Subject subject, const WindowMap& windows) {
  write(tableOf(subject).insert, windows);
}

void WindowRepository::replace(Subject subject, const WindowMap& windows) {
  write(tableOf(subject).upsert, windows);
}

void WindowRepository::write(const Statement& statement, const WindowMap& windows) {
  if (windows.empty()) return;
  ArrayValue ids, starts;
  ClassArrays classes;
  for (const auto& [key, times] : windows) {
    ids.add(key.first);
    starts.add(Timestamp(key.second));
    classes.add(times);
  }
  transaction_.run(statement, ids.take(), starts.take(), classes.take(TimeClass::kUp),
                   classes.take(TimeClass::kDegraded), classes.take(TimeClass::kDown),
                   classes.take(TimeClass::kMaintenance), classes.take(TimeClass::kUnknown),
                   classes.take(TimeClass::kExcluded));
}

void WindowRepository::remove(Subject subject, const WindowMap& windows) {
  if (windows.empty()) return;
  ArrayValue ids, starts;
  for (const auto& [key, times] : windows) {
    ids.add(key.first);
    starts.add(Timestamp(key.second));
  }
  transaction_.run(tableOf(subject).remove, ids.take(), starts.take());
}

WindowMap WindowRepository::find(Subject subject, const std::vector<std::int32_t>& ids,
                                 const Interval& interval) {
  WindowMap windows;
  for (const auto row : transaction_.run(tableOf(subject).find, idArray(ids),
                                         Timestamp(interval.from), Timestamp(interval.to))) {
    windows.emplace(std::pair(static_cast<std::int32_t>(row.integer("id")),
                              instantOf(row.timestamp("window_start"))),
                    classTimesFrom(row));
  }
  return windows;
}

std::vector<SubjectWindow> WindowRepository::list(Subject subject, std::int32_t id,
                                                  const Interval& interval, int limit) {
  std::vector<SubjectWindow> windows;
  for (const auto row : transaction_.run(tableOf(subject).list, id, Timestamp(interval.from),
                                         Timestamp(interval.to), limit)) {
    windows.push_back({instantOf(row.timestamp("window_start")), classTimesFrom(row)});
  }
  return windows;
}

}  // namespace itops::sla
