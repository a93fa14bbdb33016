#include "exclusion/exclusion_repository.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectPath{"sla.select_path", R"(
SELECT EXISTS (SELECT FROM kernel.node WHERE path = $1 OR starts_with(path, $1 || '/'))
    OR EXISTS (SELECT FROM kernel.service WHERE path = $1) AS known)"};

constexpr Statement kSelectGroup{"sla.select_group", R"(
SELECT EXISTS (SELECT FROM kernel.sla_groups WHERE name = $1 AND archived_at IS NULL) AS known)"};

constexpr Statement kInsertExclusionWindow{"sla.insert_exclusion_window", R"(
INSERT INTO sla.exclusion_window
  (uuid, path, group_id, started_at, planned_end_at, created_at, reason, started_by)
VALUES ($1, $2, (SELECT id FROM kernel.sla_groups WHERE name = $3), $4, $5, $6, $7, $8)
RETURNING id)"};

constexpr Statement kLockExclusionWindow{"sla.lock_exclusion_window", R"(
SELECT w.id, w.uuid, w.path, g.name AS group_name, w.started_at, w.planned_end_at, w.ended_at,
       w.created_at, w.reason, w.started_by, w.ended_by
FROM sla.exclusion_window w LEFT JOIN kernel.sla_groups g ON g.id = w.group_id
WHERE w.uuid = $1
FOR UPDATE OF w)"};

constexpr Statement kLockOpenExclusionWindows{"sla.lock_open_exclusion_windows", R"(
SELECT w.id, w.uuid, w.path, g.name AS group_name, w.started_at, w.planned_end_at, w.ended_at,
       w.created_at, w.reason, w.started_by, w.ended_by
FROM sla.exclusion_window w LEFT JOIN kernel.sla_groups g ON g.id = w.group_id
WHERE w.path IS NOT DISTINCT FROM $1 AND g.name IS NOT DISTINCT FROM $2
  AND w.ended_at IS NULL AND COALESCE(w.planned_end_at, 'infinity') > $3
ORDER BY w.started_at, w.id
FOR UPDATE OF w)"};

constexpr Statement kSavePlannedEnd{"sla.save_exclusion_plan", R"(
UPDATE sla.exclusion_window SET planned_end_at = $2 WHERE id = $1)"};

constexpr Statement kSaveEnd{"sla.save_exclusion_end", R"(
UPDATE sla.exclusion_window SET ended_at = $2, ended_by = $3 WHERE id = $1)"};

constexpr Statement kListExclusionWindows{"sla.list_exclusion_windows", R"(
SELECT w.id, w.uuid, w.path, g.name AS group_name, w.started_at, w.planned_end_at, w.ended_at,
       w.created_at, w.reason, w.started_by, w.ended_by
FROM sla.exclusion_window w LEFT JOIN kernel.sla_groups g ON g.id = w.group_id
WHERE ($1::boolean IS NULL
       OR $1 = (w.ended_at IS NULL AND COALESCE(w.planned_end_at, 'infinity') > $2))
  AND ($3::text IS NULL OR w.path = $3 OR starts_with(w.path, $3 || '/'))
  AND ($4::text IS NULL OR g.name = $4)
  AND ($5::timestamptz IS NULL OR COALESCE(w.ended_at, w.planned_end_at, 'infinity') > $5)
  AND ($6::timestamptz IS NULL OR w.started_at < $6)
  AND ($7::timestamptz IS NULL OR (w.started_at, w.id) < ($7, $8::bigint))
ORDER BY w.started_at DESC, w.id DESC LIMIT $9)"};

ExclusionWindow windowFrom(const Rows::Row& row) {
  ExclusionWindow window;
  window.id = static_cast<std::int32_t>(row.integer("id"));
  window.uuid = row.uuid("uuid");
  window.scope = {row.optionalText("path"), row.optionalText("group_name")};
  window.started_at = row.timestamp("started_at");
  window.planned_end_at = row.optionalTimestamp("planned_end_at");
  window.ended_at = row.optionalTimestamp("ended_at");
  window.created_at = row.timestamp("created_at");
  window.reason = row.text("reason");
  window.started_by = row.text("started_by");
  window.ended_by = row.optionalText("ended_by");
  return window;
}

}  // namespace

void ExclusionRepository::requireScope(const ExclusionScope& scope) {
  if (scope.path && !transaction_.run(kSelectPath, *scope.path)[0].boolean("known")) {
    throw Error(ErrorKind::kNotFound, "path_not_found",
                "There is no service or node at '" + *scope.path +
                    "'. Give a full path, as GET /api/v1/services shows it, or whole segments of "
                    "its beginning.");
  }
  if (scope.group && !transaction_.run(kSelectGroup, *scope.group)[0].boolean("known")) {
    throw Error(ErrorKind::kNotFound, "group_not_found",
                "There is no SLA group '" + *scope.group + "'.");
  }
}

std::int32_t ExclusionRepository::insert(const ExclusionWindow& window) {
  const Rows rows = transaction_.run(kInsertExclusionWindow, window.uuid, window.scope.path,
                                     window.scope.group, window.started_at, window.planned_end_at,
                                     window.created_at, window.reason, window.started_by);
  return static_cast<std::int32_t>(rows[0].integer("id"));
}

std::optional<ExclusionWindow> ExclusionRepository::lock(const Uuid& uuid) {
  const Rows rows = transaction_.run(kLockExclusionWindow, uuid);
  if (rows.empty()) return std::nullopt;
  return windowFrom(rows[0]);
}

std::vector<ExclusionWindow> ExclusionRepository::lockOpen(const ExclusionScope& scope,
                                                           Timestamp now) {
  std::vector<ExclusionWindow> windows;
  for (const auto row : transaction_.run(kLockOpenExclusionWindows, scope.path, scope.group, now)) {
    windows.push_back(windowFrom(row));
  }
  return windows;
}

void ExclusionRepository::savePlannedEnd(const ExclusionWindow& window) {
  transaction_.run(kSavePlannedEnd, window.id, window.planned_end_at);
}

void ExclusionRepository::saveEnd(const ExclusionWindow& window) {
  transaction_.run(kSaveEnd, window.id, window.ended_at, window.ended_by);
}

ExclusionPage ExclusionRepository::list(const ExclusionFilter& filter, Timestamp now) {
  std::optional<std::string> key;
  std::optional<std::int64_t> id;
  if (filter.cursor) {
    key = filter.cursor->key;
    id = filter.cursor->id;
  }
  const Rows rows =
      transaction_.run(kListExclusionWindows, filter.open, now, filter.path, filter.group,
                       filter.from, filter.to, key, id, filter.limit + 1);
  ExclusionPage page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(windowFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const ExclusionWindow& last = page.items.back();
    page.next_cursor =
        encodeCursor(ExclusionFilter::kList, {formatTimestamp(last.started_at), last.id});
  }
  return page;
}

}  // namespace itops::sla
