#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "itops/auth.hpp"
#include "itops/secret.hpp"

namespace itops::auth {

/// The operator key. Keys are compared as hashes in constant time, so neither length nor prefix can
/// be measured; the hash has a random key of its own, so nobody can look for keys with equal ones.
/// [any]
class OperatorKey {
 public:
  /// An empty key opens nothing.
  /// @param permissions what the key may do, see operatorPermissions()
  OperatorKey(const Secret& key, std::vector<std::string> permissions);

  /// The operator when the text is the key, else null.
  std::shared_ptr<const Principal> match(std::string_view text) const;

 private:
  using Digest = std::array<unsigned char, 16>;
  Digest digestOf(std::string_view text) const;

  std::array<unsigned char, 16> hash_key_;
  Digest key_digest_;
  std::shared_ptr<const Principal> principal_;  ///< shared with requests under way
};

/// Permissions of the operator key: pushes, reading, those of plugins (`*.read`) too, and the few
/// actions that pipelines run. Changing and deleting wants an account; development lets the key do
/// everything.
std::vector<std::string> operatorPermissions(bool production,
                                             const std::vector<std::string>& plugin_permissions);

}  // namespace itops::auth
