#include "definition/definition_json.hpp"

#include "json_text.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;

json::value percent(Percent value) {
  return jsonOf(std::optional(value));
}

/// The members that the definition leaves to its tier.
json::array fromTier(const DefinitionRecord& definition) {
  json::array names;
  if (!definition.own_target) names.emplace_back("uptimeTarget");
  if (!definition.own_response_minutes) names.emplace_back("responseMinutes");
  if (!definition.own_resolution_minutes) names.emplace_back("resolutionMinutes");
  return names;
}

}  // namespace

json::object tierJson(const Tier& tier) {
  return {{"name", tier.name},
          {"displayName", tier.display_name},
          {"uptimeTarget", percent(tier.target)},
          {"responseMinutes", tier.response_minutes},
          {"resolutionMinutes", tier.resolution_minutes},
          {"builtIn", tier.isCriticality()},
          {"definitionId", tier.definition_uuid.toString()},
          {"createdAt", formatTimestamp(tier.created_at)}};
}

json::object definitionJson(const DefinitionRecord& definition) {
  const Tier& tier = definition.tier;
  return {
      {"id", definition.uuid.toString()},
      {"name", definition.name},
      {"tier", tier.name},
      {"uptimeTarget", percent(definition.own_target.value_or(tier.target))},
      {"responseMinutes", definition.own_response_minutes.value_or(tier.response_minutes)},
      {"resolutionMinutes", definition.own_resolution_minutes.value_or(tier.resolution_minutes)},
      {"fromTier", fromTier(definition)},
      {"degradedWeight", definition.counting.degraded_weight / static_cast<double>(kWeightWhole)},
      {"maintenance", maintenancePolicyName(definition.counting.maintenance)},
      {"silence", silencePolicyName(definition.silence)},
      {"rollUp", rollUpName(definition.roll_up)},
      {"timeZone", jsonOf(definition.time_zone)},
      {"madeFromTier", definition.made_from_tier},
      {"declared", definition.declared},
      {"services", definition.services},
      {"groups", definition.groups},
      {"createdAt", formatTimestamp(definition.created_at)}};
}

json::object assignmentJson(const Assignment& assignment) {
  json::value path = nullptr, group = nullptr;
  (assignment.subject == Subject::kService ? path : group) = assignment.name;
  return {{"path", std::move(path)},
          {"group", std::move(group)},
          {"definitionId", assignment.definition_uuid.toString()},
          {"definition", assignment.definition},
          {"tier", assignment.tier},
          {"origin", assignment.origin}};
}

}  // namespace itops::sla
