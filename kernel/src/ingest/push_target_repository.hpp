#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "itops/database.hpp"
#include "itops/registry.hpp"

namespace itops::ingest {

/// A service as a plugin's push finds it, not locked.
struct PushTarget {
  ServiceRef ref;
  std::optional<std::string> name_space;
  std::vector<std::string> tags;
  bool archived = false;
  bool created = false;  ///< by this batch
};

/// The services at these paths, in any order; none for a path that nobody has.
std::vector<PushTarget> findPushTargets(Transaction& transaction,
                                        std::span<const std::string> paths);

}  // namespace itops::ingest
