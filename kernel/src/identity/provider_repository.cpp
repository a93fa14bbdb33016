#include "identity/provider_repository.hpp"

#include "identity/name_key.hpp"

namespace itops::identity {
namespace {

constexpr Statement kListProviders{"identity.list_providers", R"(
SELECT key, uuid, kind, display_name, is_default, enabled, position, config
FROM kernel.auth_provider ORDER BY is_default DESC, position, key)"};

constexpr Statement kFindProvider{"identity.find_provider", R"(
SELECT key, uuid, kind, display_name, is_default, enabled, position, config
FROM kernel.auth_provider WHERE key = $1)"};

constexpr Statement kStoreProvider{"identity.store_provider", R"(
INSERT INTO kernel.auth_provider (key, kind, display_name, is_default, enabled, position, config,
                                  created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7::jsonb, $8, $8)
ON CONFLICT (key) DO UPDATE SET kind = EXCLUDED.kind, display_name = EXCLUDED.display_name,
  is_default = EXCLUDED.is_default, enabled = EXCLUDED.enabled, position = EXCLUDED.position,
  config = EXCLUDED.config, updated_at = EXCLUDED.updated_at)"};

constexpr Statement kDeleteProvider{"identity.delete_provider",
                                    "DELETE FROM kernel.auth_provider WHERE key = $1"};

constexpr Statement kListMappings{"identity.list_mappings", R"(
SELECT m.directory_group, g.uuid AS group_uuid
FROM kernel.group_mapping m JOIN kernel.account_group g ON g.id = m.group_id
WHERE m.provider = $1 ORDER BY m.directory_group, g.uuid)"};

constexpr Statement kDeleteMappings{"identity.delete_mappings",
                                    "DELETE FROM kernel.group_mapping WHERE provider = $1"};

constexpr Statement kInsertMapping{"identity.insert_mapping", R"(
INSERT INTO kernel.group_mapping (provider, directory_group, group_id)
SELECT $1, $2, id FROM kernel.account_group WHERE uuid = $3 ON CONFLICT DO NOTHING)"};

constexpr Statement kResolveGroup{"identity.resolve_group", R"(
SELECT uuid FROM kernel.account_group WHERE name_key = $1 OR uuid::text = $1 LIMIT 1)"};

constexpr Statement kLockReconciliation{
    "identity.lock_reconciliation", "SELECT pg_advisory_xact_lock(hashtext('itops.reconcile'))"};

Provider providerFrom(const Rows::Row& row) {
  Provider provider;
  provider.key = row.text("key");
  provider.uuid = row.uuid("uuid");
  provider.kind = row.text("kind");
  provider.display_name = row.text("display_name");
  provider.is_default = row.boolean("is_default");
  provider.enabled = row.boolean("enabled");
  provider.position = static_cast<int>(row.integer("position"));
  const auto text = row.text("config");
  provider.config = boost::json::parse({text.data(), text.size()}).as_object();
  return provider;
}

}  // namespace

std::vector<Provider> listProviders(Transaction& transaction) {
  std::vector<Provider> providers;
  for (const auto row : transaction.run(kListProviders)) providers.push_back(providerFrom(row));
  return providers;
}

std::optional<Provider> findProvider(Transaction& transaction, const std::string& key) {
  const Rows rows = transaction.run(kFindProvider, key);
  return rows.empty() ? std::nullopt : std::optional(providerFrom(rows[0]));
}

void storeProvider(Transaction& transaction, const Provider& provider, Timestamp now) {
  transaction.run(kStoreProvider, provider.key, provider.kind, provider.display_name,
                  provider.is_default, provider.enabled, provider.position,
                  boost::json::serialize(provider.config), now);
}

void deleteProvider(Transaction& transaction, const std::string& key) {
  transaction.run(kDeleteProvider, key);
}

std::vector<StoredMapping> listMappings(Transaction& transaction, const std::string& provider) {
  std::vector<StoredMapping> mappings;
  for (const auto row : transaction.run(kListMappings, provider)) {
    mappings.push_back(
        {std::string(row.text("directory_group")), std::string(row.text("group_uuid"))});
  }
  return mappings;
}

void storeMappings(Transaction& transaction, const std::string& provider,
                   const std::vector<StoredMapping>& mappings) {
  transaction.run(kDeleteMappings, provider);
  for (const auto& mapping : mappings) {
    transaction.run(kInsertMapping, provider, mapping.directory_group, mapping.group_uuid);
  }
}

std::optional<std::string> resolveGroup(Transaction& transaction, const std::string& name_or_uuid) {
  const auto key = foldedName(name_or_uuid);
  if (!key) return std::nullopt;
  const Rows rows = transaction.run(kResolveGroup, *key);
  return rows.empty() ? std::nullopt : std::optional(std::string(rows[0].text("uuid")));
}

void lockReconciliation(Transaction& transaction) {
  transaction.run(kLockReconciliation);
}

}  // namespace itops::identity
