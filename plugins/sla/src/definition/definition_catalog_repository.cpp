#include "definition/definition_catalog_repository.hpp"

#include <algorithm>

namespace itops::sla {
namespace {

constexpr Statement kListDefinitions{"sla.list_definitions", R"(
SELECT d.id, d.uuid, d.name, d.tier_id, t.name AS tier, t.display_name AS tier_display_name,
       t.uptime_target AS tier_target, t.response_minutes AS tier_response,
       t.resolution_minutes AS tier_resolution, d.uptime_target, d.response_minutes,
       d.resolution_minutes, d.degraded_weight, d.maintenance, d.silence, d.roll_up, d.time_zone,
       d.made_from_tier, d.declared_group_id IS NOT NULL AS declared, d.created_at,
       COALESCE(a.services, 0) AS services, COALESCE(a.groups, 0) AS groups
FROM sla.definition d JOIN sla.tier t ON t.id = d.tier_id
LEFT JOIN (
  SELECT definition_id, count(*) FILTER (WHERE subject = 1) AS services,
         count(*) FILTER (WHERE subject = 2) AS groups
  FROM sla.assignment GROUP BY definition_id) a ON a.definition_id = d.id
WHERE ($1::text IS NULL OR t.name = $1) AND ($2::text IS NULL OR d.name > $2)
ORDER BY d.name LIMIT $3)"};

constexpr Statement kLockDefinition{"sla.lock_definition", R"(
SELECT d.id, d.uuid, d.name, d.tier_id, t.name AS tier, t.display_name AS tier_display_name,
       t.uptime_target AS tier_target, t.response_minutes AS tier_response,
       t.resolution_minutes AS tier_resolution, d.uptime_target, d.response_minutes,
       d.resolution_minutes, d.degraded_weight, d.maintenance, d.silence, d.roll_up, d.time_zone,
       d.made_from_tier, d.declared_group_id IS NOT NULL AS declared, d.created_at,
       (SELECT count(*) FROM sla.assignment WHERE definition_id = d.id AND subject = 1) AS services,
       (SELECT count(*) FROM sla.assignment WHERE definition_id = d.id AND subject = 2) AS groups
FROM sla.definition d JOIN sla.tier t ON t.id = d.tier_id
WHERE d.uuid = $1
FOR UPDATE OF d)"};

constexpr Statement kSelectName{"sla.select_definition_name", R"(
SELECT EXISTS (SELECT FROM sla.definition WHERE name = $1 AND id <> $2) AS taken)"};

constexpr Statement kInsertDefinition{"sla.insert_definition", R"(
INSERT INTO sla.definition
  (uuid, name, tier_id, uptime_target, response_minutes, resolution_minutes, degraded_weight,
   maintenance, silence, roll_up, time_zone, created_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
ON CONFLICT DO NOTHING
RETURNING id)"};

constexpr Statement kUpdateDefinition{"sla.update_definition", R"(
UPDATE sla.definition
SET name = $2, tier_id = $3, uptime_target = $4, response_minutes = $5, resolution_minutes = $6,
    degraded_weight = $7, maintenance = $8, silence = $9, roll_up = $10, time_zone = $11
WHERE id = $1)"};

constexpr Statement kDeleteDefinition{"sla.delete_definition", R"(
DELETE FROM sla.definition WHERE id = $1)"};

Percent percentFrom(std::int64_t ten_thousandths) {
  return Percent::ofTenThousandths(static_cast<std::int32_t>(ten_thousandths));
}

std::optional<int> optionalInt(const std::optional<std::int64_t>& value) {
  return value ? std::optional(static_cast<int>(*value)) : std::nullopt;
}

Tier tierOfDefinitionFrom(const Rows::Row& row) {
  Tier tier;
  tier.id = static_cast<std::int32_t>(row.integer("tier_id"));
  tier.name = row.text("tier");
  tier.display_name = row.text("tier_display_name");
  tier.target = percentFrom(row.integer("tier_target"));
  tier.response_minutes = static_cast<int>(row.integer("tier_response"));
  tier.resolution_minutes = static_cast<int>(row.integer("tier_resolution"));
  return tier;
}

DefinitionRecord definitionRecordFrom(const Rows::Row& row) {
  DefinitionRecord definition;
  definition.id = static_cast<std::int32_t>(row.integer("id"));
  definition.uuid = row.uuid("uuid");
  definition.name = row.text("name");
  definition.tier = tierOfDefinitionFrom(row);
  if (const auto own = row.optionalInteger("uptime_target")) {
    definition.own_target = percentFrom(*own);
  }
  definition.own_response_minutes = optionalInt(row.optionalInteger("response_minutes"));
  definition.own_resolution_minutes = optionalInt(row.optionalInteger("resolution_minutes"));
  definition.counting = {parseMaintenancePolicy(row.text("maintenance")).value(),
                         static_cast<std::int32_t>(row.integer("degraded_weight"))};
  definition.silence = parseSilencePolicy(row.text("silence")).value();
  definition.roll_up = parseRollUp(row.text("roll_up")).value();
  definition.time_zone = row.optionalText("time_zone");
  definition.made_from_tier = row.boolean("made_from_tier");
  definition.declared = row.boolean("declared");
  definition.created_at = row.timestamp("created_at");
  definition.services = row.integer("services");
  definition.groups = row.integer("groups");
  return definition;
}

std::optional<std::int64_t> targetOf(const DefinitionRecord& definition) {
  if (!definition.own_target) return std::nullopt;
  return definition.own_target->tenThousandths();
}

}  // namespace

DefinitionPage DefinitionCatalogRepository::list(const DefinitionFilter& filter) {
  std::optional<std::string> key;
  if (filter.cursor) key = filter.cursor->key;
  const Rows rows = transaction_.run(kListDefinitions, filter.tier, key, filter.limit + 1);
  DefinitionPage page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(definitionRecordFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const DefinitionRecord& last = page.items.back();
    page.next_cursor = encodeCursor(DefinitionFilter::kList, {last.name, last.id});
  }
  return page;
}

std::optional<DefinitionRecord> DefinitionCatalogRepository::lock(const Uuid& uuid) {
  const Rows rows = transaction_.run(kLockDefinition, uuid);
  if (rows.empty()) return std::nullopt;
  return definitionRecordFrom(rows[0]);
}

bool DefinitionCatalogRepository::isNameTaken(const DefinitionRecord& definition) {
  return transaction_.run(kSelectName, definition.name, definition.id)[0].boolean("taken");
}

bool DefinitionCatalogRepository::insert(const DefinitionRecord& definition) {
  return !transaction_
              .run(kInsertDefinition, definition.uuid, definition.name, definition.tier.id,
                   targetOf(definition), definition.own_response_minutes,
                   definition.own_resolution_minutes, definition.counting.degraded_weight,
                   maintenancePolicyName(definition.counting.maintenance),
                   silencePolicyName(definition.silence), rollUpName(definition.roll_up),
                   definition.time_zone, definition.created_at)
              .empty();
}

void DefinitionCatalogRepository::update(const DefinitionRecord& definition) {
  transaction_.run(
      kUpdateDefinition, definition.id, definition.name, definition.tier.id, targetOf(definition),
      definition.own_response_minutes, definition.own_resolution_minutes,
      definition.counting.degraded_weight, maintenancePolicyName(definition.counting.maintenance),
      silencePolicyName(definition.silence), rollUpName(definition.roll_up), definition.time_zone);
}

void DefinitionCatalogRepository::remove(const DefinitionRecord& definition) {
  transaction_.run(kDeleteDefinition, definition.id);
}

}  // namespace itops::sla
