#include "storage_query_repository.hpp"

#include <algorithm>
#include <map>

namespace itops::storage {
namespace {

// What is pushed wins over what is declared; a service that was only pushed without figures counts
// as empty. '0' is the character after '/', so the range holds exactly what is below the prefix.
#define ITOPS_STORAGE_LIST(name, key, type, comparison, direction)                               \
  Statement {                                                                                    \
    "storage.list_" name,                                                                        \
        "SELECT s.id, s.uuid, s.path, n.path AS node_path, s.name, s.display_name, s.type, "     \
        "       s.criticality, s.tags, d.storage_allocated_bytes, d.storage_used_bytes, "        \
        "       d.storage_free_percent, " key                                                    \
        " AS sort_key "                                                                          \
        "FROM kernel.service AS s JOIN kernel.node AS n ON n.id = s.node_id "                    \
        "LEFT JOIN kernel.service_declaration AS d ON d.service_id = s.id "                      \
        "CROSS JOIN LATERAL ( "                                                                  \
        "  SELECT min(m.free_percent) AS free_percent, count(*) AS mounts "                      \
        "  FROM storage.mount AS m "                                                             \
        "  WHERE m.service_id = s.id AND m.observed_at >= ( "                                    \
        "    SELECT max(o.observed_at) FROM storage.mount AS o WHERE o.service_id = s.id) "      \
        "    - make_interval(secs => $7::double precision)) AS p "                               \
        "CROSS JOIN LATERAL (SELECT COALESCE(p.free_percent, "                                   \
        "  CASE WHEN d.storage_free_percent IS NOT NULL "                                        \
        "       THEN LEAST(GREATEST(d.storage_free_percent, 0), 100) "                           \
        "       WHEN d.storage_used_bytes IS NOT NULL AND d.storage_allocated_bytes > 0 "        \
        "       THEN LEAST(GREATEST(100.0 * (d.storage_allocated_bytes - d.storage_used_bytes) " \
        "                           / d.storage_allocated_bytes, 0), 100)::double precision "    \
        "       WHEN p.mounts > 0 THEN 100 END) AS free_percent) AS f "                          \
        "WHERE s.archived_at IS NULL "                                                           \
        "AND (s.tags && '{storage,s3,ebs,database,rds,elasticache,cache}' "                      \
        "     OR s.id IN (SELECT service_id FROM storage.mount)) "                               \
        "AND ($1::text IS NULL OR s.path = $1 OR (s.path > $1 || '/' AND s.path < $1 || '0')) "  \
        "AND ($2::text IS NULL OR $2 = ANY(s.tags)) "                                            \
        "AND ($3::text IS NULL OR s.path ILIKE $3 OR s.display_name ILIKE $3 "                   \
        "OR s.description ILIKE $3) "                                                            \
        "AND ($4::text IS NULL OR $4 = CASE WHEN f.free_percent > $5::double precision "         \
        "THEN 'healthy' WHEN f.free_percent < $6::double precision THEN 'critical' "             \
        "WHEN f.free_percent IS NULL THEN 'none' ELSE 'warning' END) "                           \
        "AND ($8::" type " IS NULL OR (" key ", s.id) " comparison                               \
        " ($8, $9::bigint)) "                                                                    \
        "ORDER BY " key " " direction ", s.id " direction " LIMIT $10"                           \
  }

/// By StorageSort, ascending and descending; services without figures come last in both.
constexpr Statement kList[][2] = {
    {ITOPS_STORAGE_LIST("path_asc", "s.path", "text", ">", "ASC"),
     ITOPS_STORAGE_LIST("path_desc", "s.path", "text", "<", "DESC")},
    {ITOPS_STORAGE_LIST("free_asc", "COALESCE(f.free_percent, 101)", "double precision", ">",
                        "ASC"),
     ITOPS_STORAGE_LIST("free_desc", "COALESCE(f.free_percent, -1)", "double precision", "<",
                        "DESC")},
};

// Which parameters are there decides the plan: 20 ms instead of a second among 30,000 services.
constexpr Statement kPlanEach{"storage.plan_each_list",
                              "SET LOCAL plan_cache_mode = force_custom_plan"};

constexpr Statement kSelectMounts{"storage.select_mounts", R"(
SELECT m.service_id, m.mount_path, m.free_percent, m.allocated_bytes, m.used_bytes,
       m.storage_type, m.observed_at, f.full_at
FROM storage.mount AS m LEFT JOIN storage.forecast AS f ON f.mount_id = m.id
WHERE m.service_id = ANY($1::integer[]) AND m.observed_at >= (
  SELECT max(o.observed_at) FROM storage.mount AS o WHERE o.service_id = m.service_id)
  - make_interval(secs => $2::double precision)
ORDER BY m.service_id, m.free_percent NULLS LAST, m.mount_path)"};

// A link without a path is meant within the node.
constexpr Statement kSelectLinks{"storage.select_links", R"(
SELECT d.service_id, COALESCE(u.link ->> 'name', s.name, u.link ->> 'path') AS name,
       COALESCE(u.link ->> 'displayName', s.display_name, u.link ->> 'name', u.link ->> 'path')
         AS display_name,
       COALESCE(s.path, u.link ->> 'path') AS path, s.uuid
FROM kernel.service_declaration AS d
JOIN kernel.service AS o ON o.id = d.service_id
JOIN kernel.node AS n ON n.id = o.node_id
CROSS JOIN LATERAL jsonb_array_elements(d.used_by) WITH ORDINALITY AS u (link, place)
LEFT JOIN kernel.service AS s ON s.archived_at IS NULL
  AND s.path = COALESCE(u.link ->> 'path', n.path || '/' || (u.link ->> 'name'))
WHERE d.service_id = ANY($1::integer[])
  AND COALESCE(u.link ->> 'name', u.link ->> 'path') IS NOT NULL
ORDER BY d.service_id, u.place)"};

constexpr Statement kFindService{"storage.find_service", R"(
SELECT id FROM kernel.service WHERE uuid = $1::uuid)"};

constexpr Statement kSelectMountPaths{"storage.select_mount_paths", R"(
SELECT id, mount_path FROM storage.mount
WHERE service_id = $1 AND ($2::text IS NULL OR mount_path = $2))"};

// The id orders points of one instant; the same report twice is one point.
constexpr Statement kSelectHistory{"storage.select_history", R"(
SELECT DISTINCT ON (at, id) at, id, mount_id, resolution, samples, free_percent, free_min,
       free_max, used_bytes, allocated_bytes
FROM (SELECT observed_at AS at, mount_id::bigint * 4 AS id, mount_id, 0 AS resolution,
             1 AS samples, free_percent, free_percent AS free_min, free_percent AS free_max,
             used_bytes, allocated_bytes
      FROM storage.sample WHERE mount_id = ANY($1::integer[])
      UNION ALL
      SELECT bucket, mount_id::bigint * 4 + resolution, mount_id, resolution, samples,
             (free_sum / samples)::real, free_min, free_max,
             CASE WHEN used_samples > 0 THEN (used_sum / used_samples)::bigint END,
             allocated_bytes
      FROM storage.roll_up WHERE mount_id = ANY($1::integer[])) AS h
WHERE ($2::timestamptz IS NULL OR at >= $2) AND ($3::timestamptz IS NULL OR at < $3)
  AND ($4::timestamptz IS NULL OR (at, id) < ($4, $5::bigint))
ORDER BY at DESC, id DESC LIMIT $6)"};

std::optional<std::string> keyOf(const std::optional<PageCursor>& cursor) {
  return cursor ? std::optional(cursor->key) : std::nullopt;
}

std::optional<std::int64_t> idOf(const std::optional<PageCursor>& cursor) {
  return cursor ? std::optional(cursor->id) : std::nullopt;
}

double secondsOf(std::chrono::milliseconds duration) {
  return std::chrono::duration<double>(duration).count();
}

StorageView viewFrom(const Rows::Row& row) {
  StorageView view;
  view.service_id = static_cast<std::int32_t>(row.integer("id"));
  view.uuid = row.uuid("uuid");
  view.path = row.text("path");
  view.node_path = row.text("node_path");
  view.name = row.text("name");
  view.display_name = row.text("display_name");
  view.type = row.text("type");
  view.criticality = row.text("criticality");
  view.tags = row.textArray("tags");
  view.declared = figuresFrom(row.optionalInteger("storage_allocated_bytes"),
                              row.optionalInteger("storage_used_bytes"),
                              row.optionalNumber("storage_free_percent"));
  return view;
}

MountView mountFrom(const Rows::Row& row) {
  MountView mount{.mount_path = std::string(row.text("mount_path")),
                  .storage_type = row.optionalText("storage_type"),
                  .observed_at = row.timestamp("observed_at"),
                  .full_at = row.optionalTimestamp("full_at")};
  if (!row.isNull("free_percent")) {
    mount.figures = Figures{row.optionalInteger("allocated_bytes"),
                            row.optionalInteger("used_bytes"), row.number("free_percent")};
  }
  return mount;
}

LinkedService linkFrom(const Rows::Row& row) {
  LinkedService link{.name = std::string(row.text("name")),
                     .display_name = std::string(row.text("display_name")),
                     .path = row.optionalText("path")};
  if (!row.isNull("uuid")) link.uuid = row.uuid("uuid");
  return link;
}

HistoryPoint pointFrom(const Rows::Row& row) {
  return {.at = row.timestamp("at"),
          .resolution = static_cast<Resolution>(row.integer("resolution")),
          .reports = row.integer("samples"),
          .free_percent = row.number("free_percent"),
          .free_percent_min = row.number("free_min"),
          .free_percent_max = row.number("free_max"),
          .used_bytes = row.optionalInteger("used_bytes"),
          .allocated_bytes = row.optionalInteger("allocated_bytes")};
}

Value idsOf(std::span<const StorageView> services) {
  ArrayValue ids;
  for (const StorageView& service : services) ids.add(service.service_id);
  return ids.take();
}

/// The service of a row among those of a page.
StorageView& serviceOf(std::span<StorageView> services, const Rows::Row& row) {
  return *std::find_if(services.begin(), services.end(), [&](const StorageView& service) {
    return service.service_id == row.integer("service_id");
  });
}

}  // namespace

Page<StorageView> StorageQueryRepository::list(const StorageFilter& filter) {
  const Statement& statement =
      kList[static_cast<std::size_t>(filter.sort)][filter.descending ? 1 : 0];
  transaction_.runLater(kPlanEach);
  const Rows rows =
      transaction_.run(statement, filter.path, filter.tag, likePattern(filter.text), filter.status,
                       kWarningPercent, kCriticalPercent, secondsOf(mount_keep_),
                       keyOf(filter.cursor), idOf(filter.cursor), filter.limit + 1);
  Page<StorageView> page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(viewFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const auto last = rows[filter.limit - 1];
    page.next_cursor =
        encodeCursor(filter.listName(), {std::string(last.text("sort_key")), last.integer("id")});
  }
  addMounts(page.items);
  addLinks(page.items);
  return page;
}

void StorageQueryRepository::addMounts(std::span<StorageView> services) {
  for (const auto row : transaction_.run(kSelectMounts, idsOf(services), secondsOf(mount_keep_))) {
    serviceOf(services, row).mounts.push_back(mountFrom(row));
  }
}

void StorageQueryRepository::addLinks(std::span<StorageView> services) {
  for (const auto row : transaction_.run(kSelectLinks, idsOf(services))) {
    serviceOf(services, row).used_by.push_back(linkFrom(row));
  }
}

std::optional<std::int32_t> StorageQueryRepository::findService(const Uuid& uuid) {
  const Rows rows = transaction_.run(kFindService, uuid);
  if (rows.empty()) return std::nullopt;
  return static_cast<std::int32_t>(rows[0].integer("id"));
}

Page<HistoryPoint> StorageQueryRepository::history(std::int32_t service_id,
                                                   const HistoryFilter& filter) {
  std::map<std::int64_t, std::string> paths;
  ArrayValue ids;
  for (const auto row : transaction_.run(kSelectMountPaths, service_id, filter.mount_path)) {
    paths.emplace(row.integer("id"), row.text("mount_path"));
    ids.add(row.integer("id"));
  }
  const Rows rows = transaction_.run(kSelectHistory, ids.take(), filter.from, filter.to,
                                     keyOf(filter.cursor), idOf(filter.cursor), filter.limit + 1);
  Page<HistoryPoint> page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(pointFrom(rows[i]));
    page.items.back().mount_path = paths[rows[i].integer("mount_id")];
  }
  if (rows.size() > filter.limit) {
    page.next_cursor = encodeCursor(HistoryFilter::kList, {formatTimestamp(page.items.back().at),
                                                           rows[filter.limit - 1].integer("id")});
  }
  return page;
}

}  // namespace itops::storage
