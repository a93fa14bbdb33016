#include "operators/operator_node_repository.hpp"

namespace itops::operators {
namespace {

constexpr Statement kInsertNode{"operators.insert_node", R"(
INSERT INTO kernel.node (path) VALUES ($1) ON CONFLICT (path) DO NOTHING)"};

constexpr Statement kUpsertHeartbeat{"operators.upsert_heartbeat", R"(
INSERT INTO kernel.operator_node AS o
  (node_id, first_seen_at, last_heartbeat_at, operator_version)
SELECT n.id, $3, $3, $2 FROM kernel.node AS n WHERE n.path = $1
ON CONFLICT (node_id) DO UPDATE
SET last_heartbeat_at = GREATEST(o.last_heartbeat_at, EXCLUDED.last_heartbeat_at),
    operator_version = CASE WHEN EXCLUDED.operator_version = '' THEN o.operator_version
                            ELSE EXCLUDED.operator_version END
RETURNING node_id, newest_observed_at)"};

constexpr Statement kUpdateSync{"operators.update_sync", R"(
UPDATE kernel.operator_node
SET last_sync_at = GREATEST(last_sync_at, $3),
    newest_observed_at = GREATEST(newest_observed_at, $2)
WHERE node_id = $1)"};

constexpr Statement kListNodes{"operators.list_nodes", R"(
SELECT n.id, n.path, o.operator_version, o.first_seen_at, o.last_heartbeat_at, o.last_sync_at,
       counts.services, counts.down
FROM kernel.operator_node AS o
JOIN kernel.node AS n ON n.id = o.node_id
CROSS JOIN LATERAL (
  SELECT count(*) AS services, count(*) FILTER (WHERE st.status = 3) AS down
  FROM kernel.service AS s JOIN kernel.service_state AS st ON st.service_id = s.id
  WHERE s.node_id = n.id AND s.archived_at IS NULL) AS counts
WHERE $1::text IS NULL OR n.path > $1
ORDER BY n.path LIMIT $2)"};

OperatorNodeView viewFrom(const Rows::Row& row) {
  OperatorNodeView view;
  view.id = static_cast<std::int32_t>(row.integer("id"));
  view.node_path = row.text("path");
  view.operator_version = row.text("operator_version");
  view.first_seen_at = row.timestamp("first_seen_at");
  view.last_heartbeat_at = row.timestamp("last_heartbeat_at");
  view.last_sync_at = row.optionalTimestamp("last_sync_at");
  view.services = row.integer("services");
  view.down = row.integer("down");
  return view;
}

}  // namespace

OperatorNode noteHeartbeat(Transaction& transaction, std::string_view node_path,
                           std::string_view operator_version, Timestamp now) {
  transaction.runLater(kInsertNode, node_path);
  const Rows rows = transaction.run(kUpsertHeartbeat, node_path, operator_version, now);
  return {static_cast<std::int32_t>(rows[0].integer("node_id")),
          rows[0].optionalTimestamp("newest_observed_at")};
}

void noteSync(Transaction& transaction, std::int32_t node_id, Timestamp observed_at,
              Timestamp now) {
  transaction.runLater(kUpdateSync, node_id, observed_at, now);
}

Page<OperatorNodeView> listOperatorNodes(Database& database, int limit,
                                         const std::optional<PageCursor>& cursor) {
  Page<OperatorNodeView> page;
  const auto after = cursor ? std::optional(cursor->key) : std::nullopt;
  for (const auto row : database.run(kListNodes, after, limit + 1)) {
    if (static_cast<int>(page.items.size()) == limit) {
      const OperatorNodeView& last = page.items.back();
      page.next_cursor = encodeCursor(kOperatorNodeList, {last.node_path, last.id});
      break;
    }
    page.items.push_back(viewFrom(row));
  }
  return page;
}

}  // namespace itops::operators
