#pragma once

#include <optional>
#include <string>

#include "itops/json/body_reader.hpp"

namespace itops::sla {

/// Which services something concerns: a service or all below a node, the members of a group, or
/// everything. At most one of the two is set.
struct ExclusionScope {
  std::optional<std::string> path;
  std::optional<std::string> group;

  /// `acme/shop`, `group:checkout` or `all`, for people. A path has no colon.
  std::string toString() const {
    if (path) return *path;
    return group ? "group:" + *group : "all";
  }

  bool operator==(const ExclusionScope&) const = default;
};

/// Reads the members path, group and all, of which exactly one must be there; what is wrong is
/// noted at `path`. [any]
ExclusionScope exclusionScopeFrom(BodyReader& body);

/// True when one of them is there.
bool hasExclusionScope(const BodyReader& body);

}  // namespace itops::sla
