#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/database.hpp"
#include "itops/query.hpp"
#include "itops/timestamp.hpp"

namespace itops::operators {

/// A node as its agent left it.
struct OperatorNode {
  std::int32_t node_id = 0;  ///< kernel.node.id
  std::optional<Timestamp> newest_observed_at;
};

/// A node with an agent, as the API shows it.
struct OperatorNodeView {
  std::int32_t id = 0;
  std::string node_path;
  std::string operator_version;
  Timestamp first_seen_at;
  Timestamp last_heartbeat_at;
  std::optional<Timestamp> last_sync_at;
  std::int64_t services = 0;
  std::int64_t down = 0;
};

/// Makes the node where it is missing, notes that its agent is alive, and locks it against other
/// calls of that agent until the transaction ends. An empty version leaves the known one.
OperatorNode noteHeartbeat(Transaction& transaction, std::string_view node_path,
                           std::string_view operator_version, Timestamp now);

/// Notes a sync, as observed then.
void noteSync(Transaction& transaction, std::int32_t node_id, Timestamp observed_at, Timestamp now);

/// Nodes with an agent, by path.
Page<OperatorNodeView> listOperatorNodes(Database& database, int limit,
                                         const std::optional<PageCursor>& cursor);

/// The `list` of their cursor.
inline constexpr std::string_view kOperatorNodeList = "operator_nodes";

}  // namespace itops::operators
