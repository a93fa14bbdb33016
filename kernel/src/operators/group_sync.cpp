#include "operators/group_sync.hpp"

#include <algorithm>
#include <iterator>

#include "operators/group_sync_repository.hpp"
#include "registry/sla_group_repository.hpp"

namespace itops::operators {
namespace {

std::set<std::string> namesOf(std::span<const GroupReport> groups) {
  std::set<std::string> names;
  for (const GroupReport& group : groups) names.insert(group.name);
  return names;
}

}  // namespace

std::set<GroupSync::Membership> GroupSync::currentMemberships() {
  return selectMemberships(transaction_, contributor_);
}

void GroupSync::setMemberships(const std::set<Membership>& memberships) {
  const auto current = currentMemberships();
  std::vector<Membership> ended, begun;
  std::set_difference(current.begin(), current.end(), memberships.begin(), memberships.end(),
                      std::back_inserter(ended));
  std::set_difference(memberships.begin(), memberships.end(), current.begin(), current.end(),
                      std::back_inserter(begun));
  endMemberships(transaction_, contributor_, ended, observed_at_);
  for (const auto& [service, group] : ended) abandoned_.insert(group);
  std::vector<registry::GroupMembership> added;
  for (const auto& [service, group] : begun) {
    added.push_back({service, group, observed_at_, false});
  }
  registry::SlaGroupRepository(transaction_).replaceMemberships(added, contributor_);
}

void GroupSync::setMembership(std::int32_t service_id, const std::string& group) {
  std::vector<Membership> ended;
  for (const Membership& membership : currentMemberships()) {
    if (membership.first == service_id && membership.second != group) ended.push_back(membership);
  }
  endMemberships(transaction_, contributor_, ended, observed_at_);
  for (const auto& [service, left] : ended) abandoned_.insert(left);
  if (group.empty()) return;
  const std::vector<registry::GroupMembership> added{{service_id, group, observed_at_, false}};
  registry::SlaGroupRepository(transaction_).replaceMemberships(added, contributor_);
}

void GroupSync::setGroups(std::span<const GroupReport> groups) {
  const auto names = namesOf(groups);
  for (const std::string& name : selectContributions(transaction_, node_id_)) {
    if (!names.contains(name)) abandoned_.insert(name);
  }
  upsertContributions(transaction_, node_id_, groups, observed_at_);
  deleteContributionsBut(transaction_, node_id_, names);
}

void GroupSync::archiveAbandoned() {
  archiveGroupsWithoutContributor(transaction_, abandoned_, observed_at_);
}

std::map<std::string, std::string> tiersOf(Transaction& transaction,
                                           const std::set<std::string>& groups) {
  if (groups.empty()) return {};
  return selectTiers(transaction, groups);
}

}  // namespace itops::operators
