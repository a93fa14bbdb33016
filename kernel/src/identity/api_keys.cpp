#include "identity/api_keys.hpp"

#include <algorithm>

#include "auth/random_token.hpp"
#include "identity/identity_json.hpp"
#include "identity/name_key.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

constexpr const char* kKeyPrefix = "itops_";
constexpr std::size_t kHintBytes = 12;

bool isPush(const std::string& scope) {
  return scope.starts_with("push.") || scope.ends_with(".push");
}

void check(const ApiKey& key, Timestamp now) {
  std::vector<FieldError> errors;
  if (!isAccountName(key.name)) {
    errors.push_back({"name",
                      "Expected 1 to 128 letters, digits, ._-@+ and blanks, a letter or "
                      "digit first."});
  }
  if (key.scopes.empty()) {
    errors.push_back({"scopes",
                      "Expected at least one permission; GET /api/v1/permissions lists "
                      "them."});
  }
  if (!key.node_prefix.empty() && !std::all_of(key.scopes.begin(), key.scopes.end(), isPush)) {
    errors.push_back({"nodePrefix",
                      "A key with a node prefix can only push: expected no scopes "
                      "but push.write."});
  }
  if (key.node_prefix.starts_with('/') || key.node_prefix.ends_with('/')) {
    errors.push_back({"nodePrefix",
                      "Expected a node such as org/platform/prod, without / at the "
                      "ends."});
  }
  if (key.expires_at && *key.expires_at <= now) {
    errors.push_back({"expiresAt", "Expected a time that is still to come."});
  }
  if (errors.empty()) return;
  throw Error(ErrorKind::kInvalid, "fields_invalid", "No key was made; see errors.", {},
              std::move(errors));
}

/// A key that ends makes none that lives on.
void requireNotLonger(Transaction& transaction, const Request& request, const ApiKey& wanted) {
  if (request.principal().kind != PrincipalKind::kKey) return;
  const auto own_id = Uuid::parse(request.principal().id);
  const auto own = own_id ? findApiKey(transaction, *own_id) : std::nullopt;
  if (!own || !own->expires_at) return;
  if (wanted.expires_at && *wanted.expires_at <= *own->expires_at) return;
  throw Error(ErrorKind::kForbidden, "rights_exceeded",
              "The key '" + own->name + "' ends at " + formatTimestamp(*own->expires_at) +
                  " and makes no key that lives longer: give an expiresAt that is not later.");
}

AuditEntry entryOf(const char* action, const ApiKey& key) {
  return {.action = action,
          .object_type = "api_key",
          .object_id = key.uuid.toString(),
          .object_name = key.name};
}

}  // namespace

std::vector<ApiKey> ApiKeys::list() {
  std::vector<ApiKey> keys;
  database_.transact([&](Transaction& transaction) { keys = listApiKeys(transaction); });
  return keys;
}

ApiKeys::Made ApiKeys::create(const Request& request, const ApiKey& wanted) {
  check(wanted, clock_.now());
  rules_.requireKnown(wanted.scopes, "scopes");
  rules_.requireCover(request, wanted.scopes);
  Made made{wanted, kKeyPrefix + auth::randomToken()};
  made.key.uuid = Uuid::generate();
  made.key.hint = made.text.substr(0, kHintBytes);
  made.key.created_by = request.principal().name;
  made.key.created_at = clock_.now();
  database_.transact([&](Transaction& transaction) {
    requireNotLonger(transaction, request, wanted);
    insertApiKey(transaction, made.key, auth::tokenDigest(made.text));
    auto entry = entryOf("api_key.create", made.key);
    entry.after = boost::json::serialize(apiKeyJson(made.key));
    audit_.record(transaction, request, entry);
  });
  callers_.refreshAfterChange();
  return made;
}

void ApiKeys::revoke(const Request& request, const std::string& uuid) {
  database_.transact([&](Transaction& transaction) {
    const auto id = Uuid::parse(uuid);
    const auto key = id ? findApiKey(transaction, *id) : std::nullopt;
    if (!key) {
      throw Error(ErrorKind::kNotFound, "api_key_not_found", "There is no API key '" + uuid + "'.");
    }
    if (key->revoked_at) return;
    rules_.requireCover(request, key->scopes);
    revokeApiKey(transaction, *id, clock_.now());
    audit_.record(transaction, request, entryOf("api_key.revoke", *key));
  });
  callers_.refreshAfterChange();
}

}  // namespace itops::identity
