#pragma once

#include <boost/json.hpp>
#include <span>

#include "registry/service_view.hpp"

namespace itops::registry {

/// Levels of the tree: organization, platform, environment, cluster.
inline constexpr int kHierarchyDepthMax = 4;

/// The nested tree of nodes with counts per status. Elements named `unknown`, and what is below
/// them, carry `"unknown": true`. Pure. @param counts ordered by node path; depth 1..4
boost::json::array hierarchyJson(std::span<const NodeCount> counts, int depth);

}  // namespace itops::registry
