#include "identity/group_repository.hpp"

#include "identity/name_key.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

constexpr Statement kListGroups{"identity.list_groups", R"(
SELECT g.id, g.uuid, g.name, g.description, g.built_in, g.permissions, count(m.account_id) AS members
FROM kernel.account_group g LEFT JOIN kernel.account_group_member m ON m.group_id = g.id
GROUP BY g.id ORDER BY g.built_in DESC, g.name_key)"};

constexpr Statement kFindGroup{"identity.find_group", R"(
SELECT g.id, g.uuid, g.name, g.description, g.built_in, g.permissions,
       (SELECT count(*) FROM kernel.account_group_member m WHERE m.group_id = g.id) AS members
FROM kernel.account_group g WHERE g.uuid = $1)"};

constexpr Statement kLockGroup{
    "identity.lock_group", "SELECT id FROM kernel.account_group WHERE uuid = $1 FOR NO KEY UPDATE"};

constexpr Statement kGroupsOf{"identity.groups_of", R"(
SELECT g.id, g.uuid, g.name, g.description, g.built_in, g.permissions, 0 AS members
FROM kernel.account_group_member m JOIN kernel.account_group g ON g.id = m.group_id
WHERE m.account_id = $1)"};

constexpr Statement kInsertGroup{"identity.insert_group", R"(
INSERT INTO kernel.account_group (uuid, name, name_key, description, permissions, created_at)
VALUES ($1, $2, $3, $4, $5::text[], $6) ON CONFLICT (name_key) DO NOTHING RETURNING id)"};

constexpr Statement kCountGroups{"identity.count_groups",
                                 "SELECT count(*) AS count FROM kernel.account_group"};

constexpr Statement kUpdateGroup{"identity.update_group", R"(
UPDATE kernel.account_group SET description = $2, permissions = $3::text[] WHERE id = $1)"};

constexpr Statement kDeleteGroup{"identity.delete_group", R"(
DELETE FROM kernel.account_group WHERE id = $1 AND NOT built_in)"};

constexpr Statement kAddMember{"identity.add_member", R"(
INSERT INTO kernel.account_group_member (account_id, group_id, added_by, by_provider, added_at)
VALUES ($1, $2, $3, $4, $5) ON CONFLICT (account_id, group_id) DO NOTHING)"};

constexpr Statement kRemoveMember{"identity.remove_member", R"(
DELETE FROM kernel.account_group_member WHERE account_id = $1 AND group_id = $2)"};

AccountGroup groupFrom(const Rows::Row& row) {
  AccountGroup group;
  group.id = row.integer("id");
  group.uuid = row.uuid("uuid");
  group.name = row.text("name");
  group.description = row.text("description");
  group.built_in = row.boolean("built_in");
  group.permissions = row.textArray("permissions");
  group.member_count = row.integer("members");
  return group;
}

Value listOf(const std::vector<std::string>& texts) {
  ArrayValue list;
  for (const auto& text : texts) list.add(text);
  return list.take();
}

}  // namespace

std::vector<AccountGroup> listGroups(Transaction& transaction) {
  std::vector<AccountGroup> groups;
  for (const auto row : transaction.run(kListGroups)) groups.push_back(groupFrom(row));
  return groups;
}

std::optional<AccountGroup> findGroup(Transaction& transaction, const Uuid& uuid) {
  const Rows rows = transaction.run(kFindGroup, uuid);
  return rows.empty() ? std::nullopt : std::optional(groupFrom(rows[0]));
}

std::optional<AccountGroup> lockGroup(Transaction& transaction, const Uuid& uuid) {
  transaction.run(kLockGroup, uuid);
  return findGroup(transaction, uuid);
}

std::vector<AccountGroup> groupsOf(Transaction& transaction, std::int64_t account_id) {
  std::vector<AccountGroup> groups;
  for (const auto row : transaction.run(kGroupsOf, account_id)) groups.push_back(groupFrom(row));
  return groups;
}

AccountGroup insertGroup(Transaction& transaction, const AccountGroup& group, Timestamp now) {
  if (transaction.run(kCountGroups)[0].integer("count") >= kGroupsMax) {
    throw Error(ErrorKind::kConflict, "groups_max",
                "There are " + std::to_string(kGroupsMax) +
                    " groups already, the most there can be: delete one first.");
  }
  const Rows rows = transaction.run(kInsertGroup, group.uuid, group.name,
                                    foldedName(group.name).value_or(group.name), group.description,
                                    listOf(group.permissions), now);
  if (rows.empty()) {
    throw Error(ErrorKind::kConflict, "group_exists",
                "There is a group '" + group.name + "' already: take another name.");
  }
  AccountGroup stored = group;
  stored.id = rows[0].integer("id");
  return stored;
}

void updateGroup(Transaction& transaction, const AccountGroup& group) {
  transaction.run(kUpdateGroup, group.id, group.description, listOf(group.permissions));
}

void deleteGroup(Transaction& transaction, std::int64_t group_id) {
  transaction.run(kDeleteGroup, group_id);
}

bool addMember(Transaction& transaction, std::int64_t group_id, std::int64_t account_id,
               const std::string& added_by, const std::optional<std::string>& by_provider,
               Timestamp now) {
  return transaction.run(kAddMember, account_id, group_id, added_by, by_provider, now)
             .affectedCount() > 0;
}

bool removeMember(Transaction& transaction, std::int64_t group_id, std::int64_t account_id) {
  return transaction.run(kRemoveMember, account_id, group_id).affectedCount() > 0;
}

}  // namespace itops::identity
