#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "itops/database.hpp"
#include "itops/timestamp.hpp"

namespace itops::registry {

/// "This source says that the service belongs to the group, from then on."
struct GroupMembership {
  std::int32_t service_id = 0;
  std::string group;
  Timestamp valid_from;
  /// False when the contributor has the service in no other group, so that nothing is to be ended.
  bool replaces = true;
};

/// The one path by which SLA groups and their members come to be, for pushes, agents and people
/// alike. Groups are unique by name across nodes; concurrent callers end up with one row.
class SlaGroupRepository {
 public:
  explicit SlaGroupRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Makes the groups that are missing and revives archived ones.
  void ensureGroups(std::span<const GroupMembership> memberships);

  /// Makes each given group the only one in which `contributor` has the service; memberships from
  /// other contributors stay.
  void replaceMemberships(std::span<const GroupMembership> memberships,
                          std::string_view contributor);

 private:
  Transaction& transaction_;
};

}  // namespace itops::registry
