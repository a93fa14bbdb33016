#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "auth/access_tokens.hpp"
#include "auth/identity_snapshot.hpp"
#include "auth/operator_key.hpp"
#include "http/authenticator.hpp"
#include "itops/clock.hpp"

namespace itops::auth {

/// Knows the operator key, named API keys and the access tokens of people, without a query: from
/// the newest snapshot. Nobody but the operator is known before the first one. [any]
class CallerAuthenticator final : public http::Authenticator {
 public:
  /// @param tokens, clock outlive this object
  CallerAuthenticator(OperatorKey operator_key, const AccessTokens& tokens, const Clock& clock)
      : operator_key_(std::move(operator_key)), tokens_(tokens), clock_(clock) {}

  std::shared_ptr<const Principal> authenticate(const Request& request) const override;

  /// From now on requests are checked against this one.
  void replace(std::shared_ptr<const IdentitySnapshot> snapshot);
  /// The one in use; empty before the first. Shared with whoever looks at it.
  std::shared_ptr<const IdentitySnapshot> snapshot() const;

  /// When named keys, by UUID, were used last since the last call.
  std::map<std::string, Timestamp> takeLastUses();

 private:
  std::shared_ptr<const Principal> person(std::string_view token, Timestamp now) const;
  std::shared_ptr<const Principal> namedKey(std::string_view key, Timestamp now) const;
  std::optional<AccessClaims> claimsOf(std::string_view token, Timestamp now) const;

  const OperatorKey operator_key_;
  const AccessTokens& tokens_;
  const Clock& clock_;
  mutable std::mutex mutex_;  ///< guards all below
  std::shared_ptr<const IdentitySnapshot> snapshot_ = std::make_shared<IdentitySnapshot>();
  mutable std::unordered_map<std::string, AccessClaims> verified_;  ///< tokens seen before
  mutable std::map<std::string, Timestamp> last_uses_;
};

}  // namespace itops::auth
