#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace itops {

/// What a caller is.
enum class PrincipalKind { kAnonymous, kKey, kPerson };

/// Who sent a request: a person or an API key. A value; owned by the request.
struct Principal {
  std::string name;                      ///< for logs and audit, e.g. `operator-key`
  std::vector<std::string> permissions;  ///< e.g. `push.write`; `*` grants everything
  PrincipalKind kind = PrincipalKind::kKey;
  std::string id = {};           ///< UUID of the account or of the named key; else empty
  std::string node_prefix = {};  ///< of a key that may only push below this node; else empty

  /// True when this caller holds the permission. [any]
  bool may(std::string_view permission) const {
    for (const auto& held : permissions) {
      if (held == permission || held == "*") return true;
    }
    return false;
  }

  /// True when this caller may push for the path: without a node prefix for each one, else for the
  /// node of the prefix, those below it and their services. [any]
  bool covers(std::string_view path) const {
    if (node_prefix.empty() || path == node_prefix) return true;
    return path.size() > node_prefix.size() && path.substr(0, node_prefix.size()) == node_prefix &&
           path[node_prefix.size()] == '/';
  }
};

}  // namespace itops
