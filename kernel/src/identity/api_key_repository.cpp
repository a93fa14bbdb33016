#include "identity/api_key_repository.hpp"

#include "identity/name_key.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

constexpr Statement kListApiKeys{"identity.list_api_keys", R"(
SELECT uuid, name, hint, scopes, node_prefix, created_by, created_at, expires_at, revoked_at,
       last_used_at
FROM kernel.api_key ORDER BY revoked_at IS NOT NULL, id DESC LIMIT 5000)"};

constexpr Statement kFindApiKey{"identity.find_api_key", R"(
SELECT uuid, name, hint, scopes, node_prefix, created_by, created_at, expires_at, revoked_at,
       last_used_at
FROM kernel.api_key WHERE uuid = $1 FOR UPDATE)"};

constexpr Statement kCountApiKeys{"identity.count_api_keys", R"(
SELECT count(*) AS count FROM kernel.api_key WHERE revoked_at IS NULL)"};

constexpr Statement kInsertApiKey{"identity.insert_api_key", R"(
INSERT INTO kernel.api_key (uuid, name, name_key, digest, hint, scopes, node_prefix, created_by,
                            created_at, expires_at)
VALUES ($1, $2, $3, decode($4, 'hex'), $5, $6::text[], $7, $8, $9, $10)
ON CONFLICT (name_key) WHERE revoked_at IS NULL DO NOTHING RETURNING id)"};

constexpr Statement kRevoke{"identity.revoke_api_key", R"(
UPDATE kernel.api_key SET revoked_at = $2 WHERE uuid = $1 AND revoked_at IS NULL)"};

constexpr Statement kNoteUses{"identity.note_api_key_uses", R"(
UPDATE kernel.api_key k SET last_used_at = greatest(k.last_used_at, u.used_at)
FROM unnest($1::uuid[], $2::timestamptz[]) AS u (uuid, used_at) WHERE k.uuid = u.uuid)"};

ApiKey keyFrom(const Rows::Row& row) {
  ApiKey key;
  key.uuid = row.uuid("uuid");
  key.name = row.text("name");
  key.hint = row.text("hint");
  key.scopes = row.textArray("scopes");
  key.node_prefix = row.text("node_prefix");
  key.created_by = row.text("created_by");
  key.created_at = row.timestamp("created_at");
  key.expires_at = row.optionalTimestamp("expires_at");
  key.revoked_at = row.optionalTimestamp("revoked_at");
  key.last_used_at = row.optionalTimestamp("last_used_at");
  return key;
}

}  // namespace

std::vector<ApiKey> listApiKeys(Transaction& transaction) {
  std::vector<ApiKey> keys;
  for (const auto row : transaction.run(kListApiKeys)) keys.push_back(keyFrom(row));
  return keys;
}

std::optional<ApiKey> findApiKey(Transaction& transaction, const Uuid& uuid) {
  const Rows rows = transaction.run(kFindApiKey, uuid);
  return rows.empty() ? std::nullopt : std::optional(keyFrom(rows[0]));
}

void insertApiKey(Transaction& transaction, const ApiKey& key, const std::string& digest) {
  if (transaction.run(kCountApiKeys)[0].integer("count") >= kApiKeysMax) {
    throw Error(ErrorKind::kConflict, "api_keys_max",
                "There are " + std::to_string(kApiKeysMax) +
                    " API keys already, the most there can be: revoke one first.");
  }
  ArrayValue scopes;
  for (const auto& scope : key.scopes) scopes.add(scope);
  const Rows rows = transaction.run(
      kInsertApiKey, key.uuid, key.name, foldedName(key.name).value_or(key.name), digest, key.hint,
      scopes.take(), key.node_prefix, key.created_by, key.created_at, key.expires_at);
  if (!rows.empty()) return;
  throw Error(ErrorKind::kConflict, "api_key_exists",
              "There is an API key '" + key.name + "' already: take another name, or revoke it.");
}

void revokeApiKey(Transaction& transaction, const Uuid& uuid, Timestamp now) {
  transaction.run(kRevoke, uuid, now);
}

void noteApiKeyUses(Database& database, const std::map<std::string, Timestamp>& uses) {
  if (uses.empty()) return;
  ArrayValue keys;
  ArrayValue times;
  for (const auto& [uuid, used_at] : uses) {
    keys.add(uuid);
    times.add(used_at);
  }
  database.run(kNoteUses, keys.take(), times.take());
}

}  // namespace itops::identity
