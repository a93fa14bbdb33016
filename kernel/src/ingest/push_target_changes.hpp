#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "ingest/push_target_repository.hpp"
#include "ingest/service_path.hpp"
#include "itops/database.hpp"
#include "itops/event_bus.hpp"

namespace itops::ingest {

/// What pushes that say nothing of health change of a service itself.
struct TargetChange {
  ServicePath path;
  std::optional<std::string> name_space;  ///< fills an empty one
  std::set<std::string> tags;             ///< to be appended
};

/// Makes the services that are missing, revives archived ones, fills namespaces and appends tags,
/// under the locks of the services. Returns all of them as they are afterwards.
/// @param changes by path
/// @param bus where the birth of a service is published
std::vector<PushTarget> changePushTargets(Transaction& transaction, EventBus& bus,
                                          const std::map<std::string, TargetChange>& changes,
                                          Timestamp now);

}  // namespace itops::ingest
