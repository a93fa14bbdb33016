#include "auth/operator_key.hpp"

#include <sodium/crypto_shorthash_siphash24.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <algorithm>

namespace itops::auth {
namespace {

/// What the operator key may do in production beside reading; plugins that aren't there have none.
constexpr std::array<std::string_view, 5> kOperatorActions{"backup.write", "gitops_status.write",
                                                           "sla.aggregate", "sla.exclusions.write",
                                                           "sla.reports.generate"};

}  // namespace

OperatorKey::OperatorKey(const Secret& key, std::vector<std::string> permissions)
    : principal_(std::make_shared<Principal>(Principal{"operator-key", std::move(permissions)})) {
  randombytes_buf(hash_key_.data(), hash_key_.size());
  key_digest_ = digestOf(key.reveal());
}

// A keyed hash is enough where the digests never leave this process, and costs a tenth of BLAKE2b.
OperatorKey::Digest OperatorKey::digestOf(std::string_view text) const {
  Digest digest;
  crypto_shorthash_siphashx24(digest.data(), reinterpret_cast<const unsigned char*>(text.data()),
                              text.size(), hash_key_.data());
  return digest;
}

std::shared_ptr<const Principal> OperatorKey::match(std::string_view text) const {
  if (text.empty()) return nullptr;
  const Digest digest = digestOf(text);
  const bool same = sodium_memcmp(digest.data(), key_digest_.data(), digest.size()) == 0;
  return same ? principal_ : nullptr;
}

std::vector<std::string> operatorPermissions(bool production,
                                             const std::vector<std::string>& plugin_permissions) {
  if (!production) return {"*"};
  std::vector<std::string> permissions{"push.write",      "catalog.read",    "plugins.read",
                                       "templates.read",  "templates.write", "license.read",
                                       "license.activate"};
  for (const auto& permission : plugin_permissions) {
    const bool acts = std::find(kOperatorActions.begin(), kOperatorActions.end(), permission) !=
                      kOperatorActions.end();
    if (acts || permission.ends_with(".read")) permissions.push_back(permission);
  }
  return permissions;
}

}  // namespace itops::auth
