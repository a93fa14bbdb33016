#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "itops/database.hpp"
#include "itops/timestamp.hpp"
#include "operators/sync_report.hpp"

namespace itops::operators {

/// What one node says of SLA groups: which of its services are in which, and how it declares them.
/// Each node has the last word on what it said itself and touches nothing of others; a group that
/// nobody speaks of any more, neither a node nor a push, is archived. One object per transaction,
/// which holds the lock of the node.
class GroupSync {
 public:
  /// Service and the name of its group.
  using Membership = std::pair<std::int32_t, std::string>;

  GroupSync(Transaction& transaction, std::int32_t node_id, const std::string& node_path,
            Timestamp observed_at)
      : transaction_(transaction),
        node_id_(node_id),
        contributor_("agent:" + node_path),
        observed_at_(observed_at) {}

  /// Makes these the only memberships that the node contributes.
  void setMemberships(const std::set<Membership>& memberships);

  /// Adds one, and ends the node's other memberships of that service.
  void setMembership(std::int32_t service_id, const std::string& group);

  /// Makes these the only groups that the node declares.
  void setGroups(std::span<const GroupReport> groups);

  /// Archives the groups that lost somebody here and have nobody left.
  void archiveAbandoned();

 private:
  std::set<Membership> currentMemberships();

  Transaction& transaction_;
  const std::int32_t node_id_;
  const std::string contributor_;
  const Timestamp observed_at_;
  std::set<std::string> abandoned_;  ///< names of groups that lost a membership or declaration
};

/// Tiers by group, as the earliest contribution says; groups without one are absent.
std::map<std::string, std::string> tiersOf(Transaction& transaction,
                                           const std::set<std::string>& groups);

}  // namespace itops::operators
