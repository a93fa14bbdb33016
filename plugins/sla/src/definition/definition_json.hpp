#pragma once

#include <boost/json.hpp>

#include "definition/assignment.hpp"
#include "definition/definition_record.hpp"
#include "definition/tier.hpp"

namespace itops::sla {

/// As the API and the audit trail show them. [any]
boost::json::object tierJson(const Tier& tier);
boost::json::object definitionJson(const DefinitionRecord& definition);
boost::json::object assignmentJson(const Assignment& assignment);

}  // namespace itops::sla
