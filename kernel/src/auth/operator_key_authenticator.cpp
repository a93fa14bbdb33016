#include "auth/operator_key_authenticator.hpp"

#include <sodium/crypto_shorthash_siphash24.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>

#include <algorithm>
#include <cctype>
#include <string_view>

namespace itops::auth {
namespace {

bool equalsIgnoringCase(std::string_view a, std::string_view b) {
  return a.size() == b.size() &&
         std::equal(a.begin(), a.end(), b.begin(), [](unsigned char x, unsigned char y) {
           return std::tolower(x) == std::tolower(y);
         });
}

/// The key that a request presents; empty when it has none.
std::string_view presentedKey(const Request& request) {
  if (const auto key = request.header("X-API-Key")) return *key;
  constexpr std::string_view kScheme = "Bearer ";
  const auto header = request.header("Authorization").value_or(std::string_view{});
  if (!equalsIgnoringCase(header.substr(0, kScheme.size()), kScheme)) return {};
  const auto key = header.substr(kScheme.size());
  return key.substr(std::min(key.find_first_not_of(' '), key.size()));
}

/// What the operator key may do in production beside reading; plugins that aren't there have none.
constexpr std::array<std::string_view, 5> kOperatorActions{"backup.write", "gitops_status.write",
                                                           "sla.aggregate", "sla.exclusions.write",
                                                           "sla.reports.generate"};

bool endsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

}  // namespace

OperatorKeyAuthenticator::OperatorKeyAuthenticator(const Secret& key,
                                                   std::vector<std::string> permissions)
    : principal_{"operator-key", std::move(permissions)} {
  randombytes_buf(hash_key_.data(), hash_key_.size());
  key_digest_ = digestOf(key.reveal());
}

// A keyed hash is enough where the digests never leave this process, and costs a tenth of BLAKE2b.
OperatorKeyAuthenticator::Digest OperatorKeyAuthenticator::digestOf(std::string_view text) const {
  Digest digest;
  crypto_shorthash_siphashx24(digest.data(), reinterpret_cast<const unsigned char*>(text.data()),
                              text.size(), hash_key_.data());
  return digest;
}

const Principal* OperatorKeyAuthenticator::authenticate(const Request& request) const {
  const auto key = presentedKey(request);
  if (key.empty()) return nullptr;
  const Digest digest = digestOf(key);
  const bool same = sodium_memcmp(digest.data(), key_digest_.data(), digest.size()) == 0;
  return same ? &principal_ : nullptr;
}

std::vector<std::string> operatorPermissions(bool production,
                                             const std::vector<std::string>& plugin_permissions) {
  if (!production) return {"*"};
  std::vector<std::string> permissions{"push.write", "catalog.read", "plugins.read",
                                       "templates.read", "templates.write"};
  for (const auto& permission : plugin_permissions) {
    const bool acts = std::find(kOperatorActions.begin(), kOperatorActions.end(), permission) !=
                      kOperatorActions.end();
    if (acts || endsWith(permission, ".read")) permissions.push_back(permission);
  }
  return permissions;
}

}  // namespace itops::auth
