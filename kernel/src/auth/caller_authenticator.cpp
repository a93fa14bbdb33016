#include "auth/caller_authenticator.hpp"

#include <utility>

#include "auth/presented_key.hpp"
#include "auth/random_token.hpp"

namespace itops::auth {
namespace {

constexpr std::size_t kVerifiedTokensMax = 10'000;

/// Keys have no dots, tokens have two.
bool looksLikeToken(const PresentedKey& key) {
  return key.bearer && key.text.find('.') != std::string_view::npos;
}

}  // namespace

std::shared_ptr<const Principal> CallerAuthenticator::authenticate(const Request& request) const {
  const auto key = presentedKey(request);
  if (key.text.empty()) return nullptr;
  if (auto principal = operator_key_.match(key.text)) return principal;
  const auto now = clock_.now();
  return looksLikeToken(key) ? person(key.text, now) : namedKey(key.text, now);
}

std::shared_ptr<const Principal> CallerAuthenticator::person(std::string_view token,
                                                             Timestamp now) const {
  const auto claims = claimsOf(token, now);
  if (!claims) return nullptr;
  const std::lock_guard lock(mutex_);
  if (snapshot_->ended_sessions.contains(claims->session)) return nullptr;
  const auto known = snapshot_->people.find(claims->account);
  return known == snapshot_->people.end() ? nullptr : known->second;
}

// A client sends the same token for an hour; its signature is checked once.
std::optional<AccessClaims> CallerAuthenticator::claimsOf(std::string_view token,
                                                          Timestamp now) const {
  std::string text(token);
  {
    const std::lock_guard lock(mutex_);
    const auto known = verified_.find(text);
    if (known != verified_.end()) {
      if (known->second.expires_at > now) return known->second;
      verified_.erase(known);
      return std::nullopt;
    }
  }
  auto claims = tokens_.verify(text, now);
  if (!claims) return claims;
  const std::lock_guard lock(mutex_);
  if (verified_.size() >= kVerifiedTokensMax) verified_.clear();
  verified_.emplace(std::move(text), *claims);
  return claims;
}

std::shared_ptr<const Principal> CallerAuthenticator::namedKey(std::string_view key,
                                                               Timestamp now) const {
  const std::string digest = tokenDigest(key);
  const std::lock_guard lock(mutex_);
  const auto known = snapshot_->keys.find(digest);
  if (known == snapshot_->keys.end()) return nullptr;
  const NamedKey& named = known->second;
  if (named.expires_at && *named.expires_at <= now) return nullptr;
  last_uses_[named.principal->id] = now;
  return named.principal;
}

void CallerAuthenticator::replace(std::shared_ptr<const IdentitySnapshot> snapshot) {
  const std::lock_guard lock(mutex_);
  snapshot_.swap(snapshot);
}

std::shared_ptr<const IdentitySnapshot> CallerAuthenticator::snapshot() const {
  const std::lock_guard lock(mutex_);
  return snapshot_;
}

std::map<std::string, Timestamp> CallerAuthenticator::takeLastUses() {
  const std::lock_guard lock(mutex_);
  return std::exchange(last_uses_, {});
}

}  // namespace itops::auth
