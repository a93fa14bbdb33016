#include "identity/identity_json.hpp"

#include "itops/json/json_text.hpp"

namespace itops::identity {
namespace {

namespace json = boost::json;

json::array arrayOf(const std::vector<std::string>& texts) {
  return json::array(texts.begin(), texts.end());
}

}  // namespace

json::object accountJson(const Account& account) {
  return {{"id", account.uuid.toString()},
          {"name", account.name},
          {"displayName", account.display_name},
          {"email", account.email},
          {"provider", account.provider},
          {"groups", arrayOf(account.groups)},
          {"disabled", account.disabled},
          {"directoryState", account.directory_state},
          {"createdAt", formatTimestamp(account.created_at)},
          {"lastLoginAt", jsonOf(account.last_login_at)}};
}

json::object groupJson(const AccountGroup& group, const std::vector<std::string>& permissions) {
  return {{"id", group.uuid.toString()},         {"name", group.name},
          {"description", group.description},    {"builtIn", group.built_in},
          {"permissions", arrayOf(permissions)}, {"memberCount", group.member_count}};
}

json::object apiKeyJson(const ApiKey& key) {
  return {{"id", key.uuid.toString()},
          {"name", key.name},
          {"hint", key.hint},
          {"scopes", arrayOf(key.scopes)},
          {"nodePrefix", key.node_prefix},
          {"createdBy", key.created_by},
          {"createdAt", formatTimestamp(key.created_at)},
          {"expiresAt", jsonOf(key.expires_at)},
          {"revokedAt", jsonOf(key.revoked_at)},
          {"lastUsedAt", jsonOf(key.last_used_at)}};
}

json::object providerJson(const Provider& provider) {
  return {{"id", provider.key},
          {"kind", provider.kind},
          {"displayName", provider.display_name},
          {"isDefault", provider.is_default},
          {"managed", provider.isManaged()}};
}

}  // namespace itops::identity
