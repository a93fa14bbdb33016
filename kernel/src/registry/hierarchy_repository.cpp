#include "registry/hierarchy_repository.hpp"

namespace itops::registry {
namespace {

constexpr Statement kCountByNode{"registry.count_by_node", R"(
SELECT n.path, st.status, count(s.id) AS services
FROM kernel.node AS n
LEFT JOIN kernel.service AS s ON s.node_id = n.id AND s.archived_at IS NULL
LEFT JOIN kernel.service_state AS st ON st.service_id = s.id
GROUP BY n.path, st.status
ORDER BY n.path)"};

}  // namespace

std::vector<NodeCount> countServicesByNode(Database& database) {
  std::vector<NodeCount> counts;
  for (const auto row : database.run(kCountByNode)) {
    NodeCount count{std::string(row.text("path")), std::nullopt, row.integer("services")};
    if (const auto status = row.optionalInteger("status")) {
      count.status = static_cast<Status>(*status);
    }
    counts.push_back(std::move(count));
  }
  return counts;
}

}  // namespace itops::registry
