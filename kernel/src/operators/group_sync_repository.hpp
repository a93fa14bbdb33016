#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/database.hpp"
#include "operators/sync_report.hpp"

namespace itops::operators {

/// Current memberships of a contributor: service and name of the group.
std::set<std::pair<std::int32_t, std::string>> selectMemberships(Transaction& transaction,
                                                                 std::string_view contributor);
void endMemberships(Transaction& transaction, std::string_view contributor,
                    std::span<const std::pair<std::int32_t, std::string>> memberships,
                    Timestamp ended_at);

/// Names of the groups that a node declares.
std::vector<std::string> selectContributions(Transaction& transaction, std::int32_t node_id);
/// Makes the groups that are missing, revives archived ones, and writes what the node says of them.
void upsertContributions(Transaction& transaction, std::int32_t node_id,
                         std::span<const GroupReport> groups, Timestamp now);
void deleteContributionsBut(Transaction& transaction, std::int32_t node_id,
                            const std::set<std::string>& names);

/// Of these groups, those without a current membership and without a declaration.
void archiveGroupsWithoutContributor(Transaction& transaction, const std::set<std::string>& names,
                                     Timestamp now);

/// Tier by group as the earliest contribution that names one says.
std::map<std::string, std::string> selectTiers(Transaction& transaction,
                                               const std::set<std::string>& names);

}  // namespace itops::operators
