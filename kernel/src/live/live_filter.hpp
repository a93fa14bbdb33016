#pragma once

#include <optional>
#include <string>
#include <vector>

#include "itops/router.hpp"
#include "live/live_event.hpp"

namespace itops::live {

inline constexpr std::size_t kTypesMax = 50;
inline constexpr std::size_t kFilterBytesMax = 1024;

/// Which events a client wants to see; empty members don't filter. Pure. [any]
struct LiveFilter {
  /// Types with or without their revision (`service.status_changed/1`), or all that begin so
  /// (`service.`).
  std::vector<std::string> types;
  /// A service, or a node with everything below it.
  std::optional<std::string> path;

  bool matches(const LiveMessage& message) const;
};

/// Reads `type` and `path` of a query. Throws Error(kInvalid, "query_invalid") naming what can't be
/// used.
LiveFilter liveFilterFrom(const Request& request);

}  // namespace itops::live
