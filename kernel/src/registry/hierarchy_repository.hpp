#pragma once

#include <vector>

#include "itops/database.hpp"
#include "registry/service_view.hpp"

namespace itops::registry {

/// Services that are not archived, counted by node and status, ordered by node path. [request]
std::vector<NodeCount> countServicesByNode(Database& database);

}  // namespace itops::registry
