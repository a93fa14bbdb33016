#include "definition/tier_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kListTiers{"sla.list_tiers", R"(
SELECT t.id, t.name, t.display_name, t.uptime_target, t.response_minutes, t.resolution_minutes,
       t.created_at, d.uuid AS definition_uuid
FROM sla.tier t JOIN sla.definition d ON d.tier_id = t.id AND d.made_from_tier
ORDER BY t.uptime_target DESC, t.name)"};

constexpr Statement kLockTier{"sla.lock_tier", R"(
SELECT t.id, t.name, t.display_name, t.uptime_target, t.response_minutes, t.resolution_minutes,
       t.created_at, d.uuid AS definition_uuid
FROM sla.tier t JOIN sla.definition d ON d.tier_id = t.id AND d.made_from_tier
WHERE t.name = $1
FOR UPDATE)"};

constexpr Statement kInsertTier{"sla.insert_tier", R"(
INSERT INTO sla.tier
  (name, display_name, uptime_target, response_minutes, resolution_minutes, created_at)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT DO NOTHING
RETURNING id)"};

constexpr Statement kInsertDefinitionOfTier{"sla.insert_definition_of_tier", R"(
INSERT INTO sla.definition (tier_id, name, uuid, created_at, made_from_tier)
VALUES ($1, $2, $3, $4, true)
ON CONFLICT DO NOTHING
RETURNING id)"};

constexpr Statement kUpdateTier{"sla.update_tier", R"(
UPDATE sla.tier
SET display_name = $2, uptime_target = $3, response_minutes = $4, resolution_minutes = $5
WHERE id = $1)"};

constexpr Statement kDefinitions{"sla.select_definitions_of_tier", R"(
SELECT name FROM sla.definition WHERE tier_id = $1 AND NOT made_from_tier ORDER BY name)"};

constexpr Statement kDeleteDefinitionOfTier{"sla.delete_definition_of_tier", R"(
DELETE FROM sla.definition WHERE tier_id = $1 AND made_from_tier)"};

constexpr Statement kDeleteTier{"sla.delete_tier", R"(
DELETE FROM sla.tier WHERE id = $1)"};

Tier tierFrom(const Rows::Row& row) {
  Tier tier;
  tier.id = static_cast<std::int32_t>(row.integer("id"));
  tier.name = row.text("name");
  tier.display_name = row.text("display_name");
  tier.target = Percent::ofTenThousandths(static_cast<std::int32_t>(row.integer("uptime_target")));
  tier.response_minutes = static_cast<int>(row.integer("response_minutes"));
  tier.resolution_minutes = static_cast<int>(row.integer("resolution_minutes"));
  tier.created_at = row.timestamp("created_at");
  tier.definition_uuid = row.uuid("definition_uuid");
  return tier;
}

}  // namespace

std::vector<Tier> TierRepository::list() {
  std::vector<Tier> tiers;
  for (const auto row : transaction_.run(kListTiers)) tiers.push_back(tierFrom(row));
  return tiers;
}

std::optional<Tier> TierRepository::lock(std::string_view name) {
  const Rows rows = transaction_.run(kLockTier, name);
  if (rows.empty()) return std::nullopt;
  return tierFrom(rows[0]);
}

bool TierRepository::insert(const Tier& tier) {
  const Rows rows =
      transaction_.run(kInsertTier, tier.name, tier.display_name, tier.target.tenThousandths(),
                       tier.response_minutes, tier.resolution_minutes, tier.created_at);
  if (rows.empty()) return false;
  return !transaction_
              .run(kInsertDefinitionOfTier, rows[0].integer("id"), tier.name, tier.definition_uuid,
                   tier.created_at)
              .empty();
}

void TierRepository::update(const Tier& tier) {
  transaction_.run(kUpdateTier, tier.id, tier.display_name, tier.target.tenThousandths(),
                   tier.response_minutes, tier.resolution_minutes);
}

std::vector<std::string> TierRepository::definitionsOf(const Tier& tier) {
  std::vector<std::string> names;
  for (const auto row : transaction_.run(kDefinitions, tier.id)) {
    names.emplace_back(row.text("name"));
  }
  return names;
}

void TierRepository::remove(const Tier& tier) {
  transaction_.run(kDeleteDefinitionOfTier, tier.id);
  transaction_.run(kDeleteTier, tier.id);
}

}  // namespace itops::sla
