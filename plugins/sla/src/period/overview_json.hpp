#pragma once

#include <boost/json.hpp>
#include <string>

#include "period/overview.hpp"

namespace itops::sla {

/// The counts of an overview, without its groups; for jsonText(), like the next two. [any]
boost::json::object jsonOf(const Overview& overview);

/// A group, with its month so far in the first row and the day beside it. [any]
boost::json::object jsonOf(const MeasuredGroup& group, const CurrentDefinition& current);

/// A member of a group, likewise. [any]
boost::json::object jsonOf(const MemberRow& member, const CurrentDefinition& current,
                           const CurrentFigures& figures);

/// JSON Schemas: of the overview, of a page of groups, of one group with a page of members.
std::string overviewSchema();
std::string groupsSchema();
std::string groupSchema();

}  // namespace itops::sla
