#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "itops/database.hpp"

/// SQL of named API keys. All functions throw as Database does. [any]
namespace itops::identity {

/// So many keys keep every snapshot small.
inline constexpr int kApiKeysMax = 2000;

/// A named key, as stored and shown.
struct ApiKey {
  Uuid uuid;
  std::string name;
  std::string hint = {};  ///< how the key begins
  std::vector<std::string> scopes = {};
  std::string node_prefix = {};
  std::string created_by = {};
  Timestamp created_at{};
  std::optional<Timestamp> expires_at = {};
  std::optional<Timestamp> revoked_at = {};
  std::optional<Timestamp> last_used_at = {};
};

/// All of them, the newest first; revoked ones for as long as their last use is of interest.
std::vector<ApiKey> listApiKeys(Transaction& transaction);
std::optional<ApiKey> findApiKey(Transaction& transaction, const Uuid& uuid);

/// Throws Error(kConflict, "api_key_exists") for the name of a living key, and Error(kConflict,
/// "api_keys_max").
void insertApiKey(Transaction& transaction, const ApiKey& key, const std::string& digest);
void revokeApiKey(Transaction& transaction, const Uuid& uuid, Timestamp now);

/// Stores when keys, by UUID, were used; an older use never replaces a newer one.
void noteApiKeyUses(Database& database, const std::map<std::string, Timestamp>& uses);

}  // namespace itops::identity
