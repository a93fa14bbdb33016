#pragma once

#include <array>
#include <string>
#include <vector>

#include "http/authenticator.hpp"
#include "itops/secret.hpp"

namespace itops::auth {

/// Knows one caller, the operator key, in `X-API-Key` or `Authorization: Bearer`. Keys are compared
/// as hashes in constant time, so neither length nor prefix can be measured. [any]
class OperatorKeyAuthenticator final : public http::Authenticator {
 public:
  /// @param permissions what the key may do, see operatorPermissions()
  OperatorKeyAuthenticator(const Secret& key, std::vector<std::string> permissions);

  const Principal* authenticate(const Request& request) const override;

 private:
  std::array<unsigned char, 32> key_digest_;
  Principal principal_;
};

/// Permissions of the operator key: pushes and all reading, those of plugins (`*.read`) too.
/// Changing and deleting wants an account; while there are none, development lets the key do
/// everything.
std::vector<std::string> operatorPermissions(bool production,
                                             const std::vector<std::string>& plugin_permissions);

}  // namespace itops::auth
