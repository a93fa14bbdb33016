#include "operators/group_sync_repository.hpp"

namespace itops::operators {
namespace {

constexpr Statement kSelectMemberships{"operators.select_memberships", R"(
SELECT m.service_id, g.name
FROM kernel.sla_group_member AS m JOIN kernel.sla_groups AS g ON g.id = m.group_id
WHERE m.contributor = $1 AND m.valid_to IS NULL)"};

constexpr Statement kEndMemberships{"operators.end_memberships", R"(
UPDATE kernel.sla_group_member AS m SET valid_to = GREATEST(m.valid_from, $4)
FROM unnest($2::integer[], $3::text[]) AS i (service_id, name)
JOIN kernel.sla_groups AS g ON g.name = i.name
WHERE m.service_id = i.service_id AND m.contributor = $1 AND m.group_id = g.id
  AND m.valid_to IS NULL)"};

constexpr Statement kSelectContributions{"operators.select_contributions", R"(
SELECT g.name
FROM kernel.sla_group_contribution AS c JOIN kernel.sla_groups AS g ON g.id = c.group_id
WHERE c.node_id = $1)"};

constexpr Statement kEnsureGroups{"operators.ensure_groups", R"(
INSERT INTO kernel.sla_groups AS g (name, display_name)
SELECT i.name, COALESCE(i.display_name, i.name)
FROM unnest($1::text[], $2::text[]) AS i (name, display_name) ORDER BY i.name
ON CONFLICT (name) DO UPDATE
SET archived_at = NULL,
    display_name = CASE WHEN g.display_name = g.name THEN EXCLUDED.display_name
                        ELSE g.display_name END
WHERE g.archived_at IS NOT NULL
   OR (g.display_name = g.name AND EXCLUDED.display_name <> g.name))"};

constexpr Statement kUpsertContributions{"operators.upsert_contributions", R"(
INSERT INTO kernel.sla_group_contribution AS c
  (group_id, node_id, contributed_at, display_name, tier, uptime_target, response_minutes,
   resolution_minutes)
SELECT g.id, $1, $8, i.display_name, i.tier, i.uptime, i.response, i.resolution
FROM unnest($2::text[], $3::text[], $4::text[], $5::float8[], $6::float8[], $7::float8[])
  AS i (name, display_name, tier, uptime, response, resolution)
JOIN kernel.sla_groups AS g ON g.name = i.name
ORDER BY g.id
ON CONFLICT (group_id, node_id) DO UPDATE
SET display_name = EXCLUDED.display_name, tier = EXCLUDED.tier,
    uptime_target = EXCLUDED.uptime_target, response_minutes = EXCLUDED.response_minutes,
    resolution_minutes = EXCLUDED.resolution_minutes
WHERE (c.display_name, c.tier, c.uptime_target, c.response_minutes, c.resolution_minutes)
  IS DISTINCT FROM (EXCLUDED.display_name, EXCLUDED.tier, EXCLUDED.uptime_target,
                    EXCLUDED.response_minutes, EXCLUDED.resolution_minutes))"};

constexpr Statement kDeleteContributions{"operators.delete_contributions", R"(
DELETE FROM kernel.sla_group_contribution AS c USING kernel.sla_groups AS g
WHERE c.node_id = $1 AND g.id = c.group_id AND NOT (g.name = ANY($2::text[])))"};

// A membership that another transaction adds at the same time holds a key lock on its group, which
// this one waits for.
constexpr Statement kLockGroups{"operators.lock_groups", R"(
SELECT id FROM kernel.sla_groups WHERE name = ANY($1::text[]) ORDER BY id FOR UPDATE)"};

constexpr Statement kArchiveGroups{"operators.archive_groups", R"(
UPDATE kernel.sla_groups AS g SET archived_at = $2
WHERE g.name = ANY($1::text[]) AND g.archived_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM kernel.sla_group_member AS m
                  WHERE m.group_id = g.id AND m.valid_to IS NULL)
  AND NOT EXISTS (SELECT 1 FROM kernel.sla_group_contribution AS c WHERE c.group_id = g.id))"};

constexpr Statement kSelectTiers{"operators.select_tiers", R"(
SELECT DISTINCT ON (g.name) g.name, c.tier
FROM kernel.sla_groups AS g JOIN kernel.sla_group_contribution AS c ON c.group_id = g.id
WHERE g.name = ANY($1::text[]) AND c.tier IS NOT NULL
ORDER BY g.name, c.contributed_at, c.node_id)"};

Value textArray(const std::set<std::string>& texts) {
  ArrayValue array;
  for (const std::string& text : texts) array.add(text);
  return array.take();
}

}  // namespace

std::set<std::pair<std::int32_t, std::string>> selectMemberships(Transaction& transaction,
                                                                 std::string_view contributor) {
  std::set<std::pair<std::int32_t, std::string>> memberships;
  for (const auto row : transaction.run(kSelectMemberships, contributor)) {
    memberships.emplace(static_cast<std::int32_t>(row.integer("service_id")), row.text("name"));
  }
  return memberships;
}

void endMemberships(Transaction& transaction, std::string_view contributor,
                    std::span<const std::pair<std::int32_t, std::string>> memberships,
                    Timestamp ended_at) {
  if (memberships.empty()) return;
  ArrayValue services, names;
  for (const auto& [service, name] : memberships) {
    services.add(service);
    names.add(name);
  }
  transaction.runLater(kEndMemberships, contributor, services.take(), names.take(), ended_at);
}

std::vector<std::string> selectContributions(Transaction& transaction, std::int32_t node_id) {
  std::vector<std::string> names;
  for (const auto row : transaction.run(kSelectContributions, node_id)) {
    names.emplace_back(row.text("name"));
  }
  return names;
}

void upsertContributions(Transaction& transaction, std::int32_t node_id,
                         std::span<const GroupReport> groups, Timestamp now) {
  if (groups.empty()) return;
  ArrayValue names, display_names, tiers, uptimes, responses, resolutions;
  for (const GroupReport& group : groups) {
    names.add(group.name);
    display_names.add(group.display_name);
    tiers.add(group.tier);
    uptimes.add(group.uptime_target);
    responses.add(group.response_minutes);
    resolutions.add(group.resolution_minutes);
  }
  const Value name_array = names.take();
  const Value display_name_array = display_names.take();
  transaction.runLater(kEnsureGroups, name_array, display_name_array);
  transaction.runLater(kUpsertContributions, node_id, name_array, display_name_array, tiers.take(),
                       uptimes.take(), responses.take(), resolutions.take(), now);
}

void deleteContributionsBut(Transaction& transaction, std::int32_t node_id,
                            const std::set<std::string>& names) {
  transaction.runLater(kDeleteContributions, node_id, textArray(names));
}

void archiveGroupsWithoutContributor(Transaction& transaction, const std::set<std::string>& names,
                                     Timestamp now) {
  if (names.empty()) return;
  transaction.runLater(kLockGroups, textArray(names));
  transaction.runLater(kArchiveGroups, textArray(names), now);
}

std::map<std::string, std::string> selectTiers(Transaction& transaction,
                                               const std::set<std::string>& names) {
  std::map<std::string, std::string> tiers;
  for (const auto row : transaction.run(kSelectTiers, textArray(names))) {
    tiers.emplace(row.text("name"), row.text("tier"));
  }
  return tiers;
}

}  // namespace itops::operators
