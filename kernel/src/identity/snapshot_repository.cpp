#include "identity/snapshot_repository.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <vector>

namespace itops::identity {
namespace {

constexpr Statement kVersion{"identity.version", "SELECT version FROM kernel.identity_version"};

constexpr Statement kGroups{"identity.snapshot_groups",
                            "SELECT id, name_key, built_in, permissions FROM kernel.account_group"};

constexpr Statement kPeople{"identity.snapshot_people", R"(
SELECT a.uuid, a.name,
       ARRAY(SELECT m.group_id::text FROM kernel.account_group_member m
             WHERE m.account_id = a.id) AS groups
FROM kernel.account a JOIN kernel.auth_provider p ON p.key = a.provider AND p.enabled
WHERE NOT a.disabled AND a.directory_state = 'present' AND ($1::boolean OR p.kind <> 'local'))"};

constexpr Statement kEnded{"identity.snapshot_ended_sessions",
                           R"(
SELECT s.uuid, a.uuid AS account FROM kernel.session s JOIN kernel.account a ON a.id = s.account_id
WHERE s.ended_at >= $1)"};

constexpr Statement kKeys{"identity.snapshot_keys", R"(
SELECT uuid, name, encode(digest, 'hex') AS digest, scopes, node_prefix, expires_at
FROM kernel.api_key WHERE revoked_at IS NULL)"};

using Permissions = std::vector<std::string>;
using PermissionsByGroup = std::map<std::string, Permissions, std::less<>>;

PermissionsByGroup groupPermissions(Transaction& transaction, const PermissionCatalog& catalog) {
  PermissionsByGroup groups;
  for (const auto row : transaction.run(kGroups)) {
    groups[std::string(row.text("id"))] = row.boolean("built_in")
                                              ? catalog.ofBuiltIn(row.text("name_key"))
                                              : row.textArray("permissions");
  }
  return groups;
}

Permissions unionOf(const std::vector<std::string>& group_ids, const PermissionsByGroup& groups) {
  std::set<std::string> all;
  for (const auto& id : group_ids) {
    const auto known = groups.find(id);
    if (known != groups.end()) all.insert(known->second.begin(), known->second.end());
  }
  if (all.contains("*")) return {"*"};
  return {all.begin(), all.end()};
}

void readPeople(Transaction& transaction, const PermissionsByGroup& groups, bool local_enabled,
                auth::IdentitySnapshot& snapshot) {
  for (const auto row : transaction.run(kPeople, local_enabled)) {
    const std::string uuid(row.text("uuid"));
    snapshot.people[uuid] = std::make_shared<Principal>(
        Principal{std::string(row.text("name")), unionOf(row.textArray("groups"), groups),
                  PrincipalKind::kPerson, uuid});
  }
}

void readKeys(Transaction& transaction, auth::IdentitySnapshot& snapshot) {
  for (const auto row : transaction.run(kKeys)) {
    // A slash is in no account's name, so that key and person are told apart.
    auto principal = std::make_shared<Principal>(Principal{
        "key/" + std::string(row.text("name")), row.textArray("scopes"), PrincipalKind::kKey,
        std::string(row.text("uuid")), std::string(row.text("node_prefix"))});
    snapshot.keys[std::string(row.text("digest"))] = {std::move(principal),
                                                      row.optionalTimestamp("expires_at")};
  }
}

}  // namespace

std::int64_t identityVersion(Database& database) {
  return database.run(kVersion)[0].integer("version");
}

// The version is read first: what commits meanwhile is read too, and read again next time.
std::shared_ptr<const auth::IdentitySnapshot> loadSnapshot(Database& database,
                                                           const PermissionCatalog& permissions,
                                                           bool local_enabled,
                                                           Timestamp ended_since) {
  auto snapshot = std::make_shared<auth::IdentitySnapshot>();
  database.transact([&](Transaction& transaction) {
    snapshot->version = transaction.run(kVersion)[0].integer("version");
    const auto groups = groupPermissions(transaction, permissions);
    readPeople(transaction, groups, local_enabled, *snapshot);
    for (const auto row : transaction.run(kEnded, ended_since)) {
      snapshot->ended_sessions.emplace(row.text("uuid"), row.text("account"));
    }
    readKeys(transaction, *snapshot);
  });
  return snapshot;
}

}  // namespace itops::identity
