#include "registry/service_query_repository.hpp"

#include "registry/service_row.hpp"

namespace itops::registry {
namespace {

#define ITOPS_SERVICE_COLUMNS                                                                    \
  "s.id, s.uuid, s.path, s.name, s.source, n.path AS node_path, s.display_name, s.description, " \
  "s.type, s.team, s.criticality, s.namespace, s.tags, s.unknown_after_seconds, "                \
  "s.down_after_seconds, s.field_owners, s.created_at, s.archived_at, st.status, "               \
  "st.status_since, st.message, st.last_seen_at, st.last_observed_at, st.silence_from, "         \
  "st.revision, ARRAY(SELECT DISTINCT g.name FROM kernel.sla_group_member AS m "                 \
  "JOIN kernel.sla_groups AS g ON g.id = m.group_id "                                            \
  "WHERE m.service_id = s.id AND m.valid_to IS NULL AND g.archived_at IS NULL "                  \
  "ORDER BY g.name) AS sla_groups"

#define ITOPS_SERVICE_TABLES                                                           \
  " FROM kernel.service AS s JOIN kernel.service_state AS st ON st.service_id = s.id " \
  "JOIN kernel.node AS n ON n.id = s.node_id "

// '0' is the character after '/', so the range holds exactly what is below the prefix.
#define ITOPS_SERVICE_LIST(name, key, type, comparison, direction)                              \
  Statement {                                                                                   \
    "registry.list_services_" name,                                                             \
        "SELECT " ITOPS_SERVICE_COLUMNS ITOPS_SERVICE_TABLES                                    \
        "WHERE s.archived_at IS NULL "                                                          \
        "AND ($1::text IS NULL OR s.path = $1 OR (s.path > $1 || '/' AND s.path < $1 || '0')) " \
        "AND ($2::smallint[] IS NULL OR st.status = ANY($2)) "                                  \
        "AND ($3::text IS NULL OR $3 = ANY(s.tags)) "                                           \
        "AND ($4::text IS NULL OR s.source = $4) "                                              \
        "AND ($5::text IS NULL OR EXISTS (SELECT FROM kernel.sla_group_member AS m "            \
        "JOIN kernel.sla_groups AS g ON g.id = m.group_id WHERE m.service_id = s.id "           \
        "AND m.valid_to IS NULL AND g.archived_at IS NULL AND g.name = $5)) "                   \
        "AND ($6::text IS NULL OR s.criticality = $6) "                                         \
        "AND ($7::text IS NULL OR s.type = $7) "                                                \
        "AND ($8::text IS NULL OR s.team = $8) "                                                \
        "AND ($9::text IS NULL OR s.namespace = $9) "                                           \
        "AND ($10::text IS NULL OR s.path ILIKE $10 OR s.display_name ILIKE $10 "               \
        "OR s.description ILIKE $10 OR st.message ILIKE $10) "                                  \
        "AND ($11::" type " IS NULL OR (" key ", s.id) " comparison                             \
        " ($11, $12::bigint)) "                                                                 \
        "ORDER BY " key " " direction ", s.id " direction " LIMIT $13"                          \
  }

#define ITOPS_SERVICE_LISTS(name, key, type)                     \
  {                                                              \
    ITOPS_SERVICE_LIST(name "_asc", key, type, ">", "ASC"),      \
        ITOPS_SERVICE_LIST(name "_desc", key, type, "<", "DESC") \
  }

/// By ServiceSort, ascending and descending.
constexpr Statement kListServices[][2] = {
    ITOPS_SERVICE_LISTS("path", "s.path", "text"),
    ITOPS_SERVICE_LISTS("name", "s.name", "text"),
    ITOPS_SERVICE_LISTS("status", "st.status", "smallint"),
    ITOPS_SERVICE_LISTS("criticality",
                        "array_position(ARRAY['critical','high','medium','low'], s.criticality)",
                        "integer"),
    ITOPS_SERVICE_LISTS("status_since", "st.status_since", "timestamptz"),
    ITOPS_SERVICE_LISTS("last_seen", "COALESCE(st.last_seen_at, 'epoch'::timestamptz)",
                        "timestamptz"),
    ITOPS_SERVICE_LISTS("created", "s.created_at", "timestamptz"),
};

constexpr Statement kSelectService{"registry.select_service",
                                   "SELECT " ITOPS_SERVICE_COLUMNS ITOPS_SERVICE_TABLES
                                   "WHERE s.uuid = $1::uuid"};

constexpr Statement kSelectRefByPath{"registry.select_ref_by_path", R"(
SELECT id, uuid, path FROM kernel.service WHERE path = $1)"};

constexpr Statement kSelectRefByUuid{"registry.select_ref_by_uuid", R"(
SELECT id, uuid, path FROM kernel.service WHERE uuid = $1::uuid)"};

constexpr Statement kSelectEvents{"registry.select_status_events", R"(
SELECT id, occurred_at, status, previous_status, cause, message
FROM kernel.service_status_events
WHERE service_id = $1
  AND ($2::timestamptz IS NULL OR occurred_at >= $2)
  AND ($3::timestamptz IS NULL OR occurred_at < $3)
  AND ($4::timestamptz IS NULL OR (occurred_at, id) < ($4, $5::bigint))
ORDER BY occurred_at DESC, id DESC LIMIT $6)"};

Value statusArray(const std::vector<Status>& statuses) {
  if (statuses.empty()) return Value(std::nullopt);
  ArrayValue array;
  for (const Status status : statuses) array.add(static_cast<int>(status));
  return array.take();
}

std::optional<std::string> keyOf(const std::optional<PageCursor>& cursor) {
  return cursor ? std::optional(cursor->key) : std::nullopt;
}

std::optional<std::int64_t> idOf(const std::optional<PageCursor>& cursor) {
  return cursor ? std::optional(cursor->id) : std::nullopt;
}

ServiceView viewFromRow(const Rows::Row& row) {
  ServiceView view;
  view.uuid = row.uuid("uuid");
  view.path = row.text("path");
  view.node_path = row.text("node_path");
  view.name = row.text("name");
  view.source = row.text("source");
  view.fields = fieldsFromRow(row);
  view.state = stateFromRow(row);
  view.sla_groups = row.textArray("sla_groups");
  view.created_at = row.timestamp("created_at");
  view.archived_at = row.optionalTimestamp("archived_at");
  return view;
}

std::optional<ServiceRef> refFrom(const Rows& rows) {
  if (rows.empty()) return std::nullopt;
  return ServiceRef{static_cast<std::int32_t>(rows[0].integer("id")), rows[0].uuid("uuid"),
                    std::string(rows[0].text("path"))};
}

std::string sortKey(const ServiceView& service, ServiceSort sort) {
  switch (sort) {
    case ServiceSort::kName:
      return service.name;
    case ServiceSort::kStatus:
      return std::to_string(static_cast<int>(service.state.status));
    case ServiceSort::kCriticality:
      return std::to_string(criticalityRank(service.fields.criticality));
    case ServiceSort::kStatusSince:
      return formatTimestamp(service.state.status_since);
    case ServiceSort::kLastSeenAt:
      return formatTimestamp(service.state.last_seen_at.value_or(Timestamp{}));
    case ServiceSort::kCreatedAt:
      return formatTimestamp(service.created_at);
    case ServiceSort::kPath:
      break;
  }
  return service.path;
}

/// One row more than asked for tells that there is a next page.
template <class Item, class Convert, class Key>
Page<Item> pageFrom(const Rows& rows, int limit, std::string_view list, Convert convert, Key key) {
  Page<Item> page;
  for (int i = 0; i < std::min(rows.size(), limit); ++i) page.items.push_back(convert(rows[i]));
  if (rows.size() > limit) {
    const PageCursor last{key(page.items.back()), rows[limit - 1].integer("id")};
    page.next_cursor = encodeCursor(list, last);
  }
  return page;
}

StatusEventView eventFromRow(const Rows::Row& row) {
  StatusEventView event;
  event.status = static_cast<Status>(row.integer("status"));
  if (const auto previous = row.optionalInteger("previous_status")) {
    event.previous = static_cast<Status>(*previous);
  }
  event.occurred_at = row.timestamp("occurred_at");
  event.cause = row.text("cause");
  event.message = row.text("message");
  return event;
}

}  // namespace

Page<ServiceView> ServiceQueryRepository::list(const ServiceFilter& filter) {
  const Statement& statement =
      kListServices[static_cast<std::size_t>(filter.sort)][filter.descending ? 1 : 0];
  const Rows rows = database_.run(statement, filter.path, statusArray(filter.statuses), filter.tag,
                                  filter.source, filter.sla_group, filter.criticality, filter.type,
                                  filter.team, filter.name_space, likePattern(filter.text),
                                  keyOf(filter.cursor), idOf(filter.cursor), filter.limit + 1);
  return pageFrom<ServiceView>(
      rows, filter.limit, serviceListName(filter.sort, filter.descending), viewFromRow,
      [&](const ServiceView& service) { return sortKey(service, filter.sort); });
}

std::optional<ServiceView> ServiceQueryRepository::find(const Uuid& id) {
  const Rows rows = database_.run(kSelectService, id);
  return rows.empty() ? std::nullopt : std::optional(viewFromRow(rows[0]));
}

std::optional<ServiceRef> ServiceQueryRepository::findRef(std::string_view path) {
  return refFrom(database_.run(kSelectRefByPath, path));
}

std::optional<ServiceRef> ServiceQueryRepository::findRef(const Uuid& id) {
  return refFrom(database_.run(kSelectRefByUuid, id));
}

Page<StatusEventView> ServiceQueryRepository::statusEvents(std::int32_t service_id,
                                                           const EventFilter& filter) {
  const Rows rows = database_.run(kSelectEvents, service_id, filter.from, filter.to,
                                  keyOf(filter.cursor), idOf(filter.cursor), filter.limit + 1);
  return pageFrom<StatusEventView>(
      rows, filter.limit, "events", eventFromRow,
      [](const StatusEventView& event) { return formatTimestamp(event.occurred_at); });
}

}  // namespace itops::registry
