#include "registry/sla_group_catalog_repository.hpp"

namespace itops::registry {
namespace {

constexpr Statement kListGroups{"registry.list_groups", R"(
SELECT name, display_name, false AS archived
FROM kernel.sla_groups WHERE archived_at IS NULL ORDER BY name)"};

constexpr Statement kLockGroups{"registry.lock_groups", R"(
SELECT name, display_name, archived_at IS NOT NULL AS archived
FROM kernel.sla_groups WHERE name = ANY($1::text[]) ORDER BY name FOR UPDATE)"};

constexpr Statement kSaveGroups{"registry.save_groups", R"(
INSERT INTO kernel.sla_groups (name, display_name)
SELECT i.name, i.display_name FROM unnest($1::text[], $2::text[]) AS i (name, display_name)
ORDER BY i.name
ON CONFLICT (name) DO UPDATE SET display_name = EXCLUDED.display_name, archived_at = NULL)"};

std::vector<SlaGroup> groupsFrom(const Rows& rows) {
  std::vector<SlaGroup> groups;
  for (const auto row : rows) {
    groups.push_back({std::string(row.text("name")), std::string(row.text("display_name")),
                      row.boolean("archived")});
  }
  return groups;
}

}  // namespace

std::vector<SlaGroup> listSlaGroups(Transaction& transaction) {
  return groupsFrom(transaction.run(kListGroups));
}

std::vector<SlaGroup> lockSlaGroups(Transaction& transaction, std::span<const SlaGroup> named) {
  ArrayValue names;
  for (const SlaGroup& group : named) names.add(group.name);
  return groupsFrom(transaction.run(kLockGroups, names.take()));
}

void saveSlaGroups(Transaction& transaction, std::span<const SlaGroup> groups) {
  if (groups.empty()) return;
  ArrayValue names, display_names;
  for (const SlaGroup& group : groups) {
    names.add(group.name);
    display_names.add(group.display_name);
  }
  transaction.runLater(kSaveGroups, names.take(), display_names.take());
}

}  // namespace itops::registry
