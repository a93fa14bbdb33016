#include "identity/directory_repository.hpp"

#include "identity/name_key.hpp"

namespace itops::identity {
namespace {

constexpr Statement kLockPerson{"identity.lock_person", R"(
SELECT uuid FROM kernel.account WHERE provider = $1 AND external_id = $2 FOR NO KEY UPDATE)"};

constexpr Statement kGiveUpName{"identity.give_up_name", R"(
UPDATE kernel.account SET name_key = name_key || '#' || id, directory_state = 'absent'
WHERE provider = $1 AND name_key = $2 AND external_id IS DISTINCT FROM $3)"};

constexpr Statement kUpdatePerson{"identity.update_person", R"(
UPDATE kernel.account SET name = $3, name_key = $4, display_name = $5, email = $6, email_key = $7,
  updated_at = CASE WHEN (name, display_name, email) = ($3, $5, $6) THEN updated_at ELSE $8 END,
  synced_at = $8
WHERE provider = $1 AND external_id = $2 RETURNING uuid)"};

constexpr Statement kInsertPerson{"identity.insert_person", R"(
INSERT INTO kernel.account (uuid, provider, external_id, name, name_key, display_name, email,
                            email_key, created_at, updated_at, synced_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $9)
ON CONFLICT (provider, external_id) WHERE external_id IS NOT NULL
DO UPDATE SET synced_at = EXCLUDED.synced_at RETURNING uuid)"};

constexpr Statement kLockName{"identity.lock_new_name",
                              "SELECT pg_advisory_xact_lock(hashtext($1 || '/' || $2))"};

constexpr Statement kState{"identity.note_directory_state", R"(
UPDATE kernel.account SET directory_state = $2, synced_at = $3
WHERE id = $1 AND directory_state <> $2)"};

constexpr Statement kAfter{"identity.directory_accounts", R"(
SELECT id, uuid, external_id FROM kernel.account
WHERE provider = $1 AND id > $2 AND external_id IS NOT NULL ORDER BY id LIMIT $3)"};

constexpr Statement kLastSync{"identity.last_sync", R"(
SELECT coalesce(after->>'keptLastAdmin', '') = 'true' AS kept FROM kernel.audit_entry
WHERE object_type = 'account' AND object_id = $1 AND action = 'account.sync'
ORDER BY occurred_at DESC, id DESC LIMIT 1)"};

constexpr Statement kMemberships{"identity.memberships", R"(
SELECT group_id, coalesce(by_provider = $2, false) AS by_this
FROM kernel.account_group_member WHERE account_id = $1 FOR UPDATE)"};

}  // namespace

std::optional<Uuid> lockPerson(Transaction& transaction, const std::string& provider,
                               const std::string& external_id) {
  const Rows rows = transaction.run(kLockPerson, provider, external_id);
  return rows.empty() ? std::nullopt : std::optional(rows[0].uuid("uuid"));
}

Uuid storePerson(Transaction& transaction, const std::string& provider,
                 const DirectoryPerson& person, Timestamp now) {
  const std::string key = foldedName(person.name).value_or(person.name);
  const std::string email_key = foldedName(person.email).value_or("");
  const auto renew = [&] {
    transaction.run(kGiveUpName, provider, key, person.external_id);
    return transaction.run(kUpdatePerson, provider, person.external_id, person.name, key,
                           person.display_name, person.email, email_key, now);
  };
  if (const Rows renewed = renew(); !renewed.empty()) return renewed[0].uuid("uuid");
  // Another first login under this name may be making the account at this moment.
  transaction.run(kLockName, provider, key);
  if (const Rows renewed = renew(); !renewed.empty()) return renewed[0].uuid("uuid");
  return transaction
      .run(kInsertPerson, Uuid::generate(), provider, person.external_id, person.name, key,
           person.display_name, person.email, email_key, now)[0]
      .uuid("uuid");
}

void noteDirectoryState(Transaction& transaction, std::int64_t account_id, const std::string& state,
                        Timestamp now) {
  transaction.run(kState, account_id, state, now);
}

std::vector<DirectoryAccount> directoryAccountsAfter(Database& database,
                                                     const std::string& provider, std::int64_t id,
                                                     int limit) {
  std::vector<DirectoryAccount> accounts;
  for (const auto row : database.run(kAfter, provider, id, limit)) {
    accounts.push_back({row.integer("id"), row.uuid("uuid"), std::string(row.text("external_id"))});
  }
  return accounts;
}

bool lastSyncKeptAdmin(Transaction& transaction, const Uuid& account) {
  const Rows rows = transaction.run(kLastSync, account.toString());
  return !rows.empty() && rows[0].boolean("kept");
}

std::map<std::int64_t, bool> membershipsOf(Transaction& transaction, std::int64_t account_id,
                                           const std::string& provider) {
  std::map<std::int64_t, bool> memberships;
  for (const auto row : transaction.run(kMemberships, account_id, provider)) {
    memberships[row.integer("group_id")] = row.boolean("by_this");
  }
  return memberships;
}

}  // namespace itops::identity
