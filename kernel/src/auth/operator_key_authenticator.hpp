#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "http/authenticator.hpp"
#include "itops/secret.hpp"

namespace itops::auth {

/// Knows one caller, the operator key, in `X-API-Key` or `Authorization: Bearer`. Keys are compared
/// as hashes in constant time, so neither length nor prefix can be measured; the hash has a random
/// key of its own, so nobody can look for keys with equal ones. [any]
class OperatorKeyAuthenticator final : public http::Authenticator {
 public:
  /// @param permissions what the key may do, see operatorPermissions()
  OperatorKeyAuthenticator(const Secret& key, std::vector<std::string> permissions);

  const Principal* authenticate(const Request& request) const override;

 private:
  using Digest = std::array<unsigned char, 16>;
  Digest digestOf(std::string_view text) const;

  std::array<unsigned char, 16> hash_key_;
  Digest key_digest_;
  Principal principal_;
};

/// Permissions of the operator key: pushes, all reading, those of plugins (`*.read`) too, to
/// report what servers are in sync, and to aggregate.
/// Changing and deleting wants an account; while there are none, development lets the key do
/// everything.
std::vector<std::string> operatorPermissions(bool production,
                                             const std::vector<std::string>& plugin_permissions);

}  // namespace itops::auth
