#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace itops {

/// What a caller is.
enum class PrincipalKind { kAnonymous, kKey, kPerson };

/// Who sent a request: an API key, later a person. A value; owned by the request.
struct Principal {
  std::string name;                      ///< for logs and audit, e.g. `operator-key`
  std::vector<std::string> permissions;  ///< e.g. `push.write`; `*` grants everything
  PrincipalKind kind = PrincipalKind::kKey;

  /// True when this caller holds the permission. [any]
  bool may(std::string_view permission) const {
    for (const auto& held : permissions) {
      if (held == permission || held == "*") return true;
    }
    return false;
  }
};

}  // namespace itops
