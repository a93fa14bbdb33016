#include "registry/sla_group_repository.hpp"

#include <set>

namespace itops::registry {
namespace {

constexpr Statement kEnsureGroups{"registry.ensure_groups", R"(
INSERT INTO kernel.sla_groups (name, display_name)
SELECT i.name, i.name FROM unnest($1::text[]) AS i (name) ORDER BY i.name
ON CONFLICT (name) DO UPDATE SET archived_at = NULL
WHERE kernel.sla_groups.archived_at IS NOT NULL)"};

constexpr Statement kEndOtherMemberships{"registry.end_other_memberships", R"(
UPDATE kernel.sla_group_member AS m
SET valid_to = GREATEST(m.valid_from, i.valid_from)
FROM unnest($1::integer[], $2::text[], $3::timestamptz[]) AS i (service_id, name, valid_from)
WHERE m.service_id = ANY($1::integer[]) AND m.service_id = i.service_id
  AND m.contributor = $4 AND m.valid_to IS NULL
  AND m.group_id <> (SELECT g.id FROM kernel.sla_groups AS g WHERE g.name = i.name))"};

constexpr Statement kInsertMemberships{"registry.insert_memberships", R"(
INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from)
SELECT g.id, i.service_id, $4, i.valid_from
FROM unnest($1::integer[], $2::text[], $3::timestamptz[]) AS i (service_id, name, valid_from)
JOIN kernel.sla_groups AS g ON g.name = i.name
ORDER BY i.service_id
ON CONFLICT (service_id, contributor, group_id) WHERE valid_to IS NULL DO NOTHING)"};

struct MembershipColumns {
  void add(const GroupMembership& membership) {
    ids.add(membership.service_id);
    names.add(std::string_view(membership.group));
    since.add(membership.valid_from);
  }

  ArrayValue ids, names, since;
};

}  // namespace

void SlaGroupRepository::ensureGroups(std::span<const GroupMembership> memberships) {
  std::set<std::string_view> names;
  for (const auto& membership : memberships) names.insert(membership.group);
  ArrayValue array;
  for (const auto name : names) array.add(name);
  transaction_.runLater(kEnsureGroups, array.take());
}

void SlaGroupRepository::replaceMemberships(std::span<const GroupMembership> memberships,
                                            std::string_view contributor) {
  if (memberships.empty()) return;
  ensureGroups(memberships);
  MembershipColumns ended, begun;
  bool any_ended = false;
  for (const auto& membership : memberships) {
    begun.add(membership);
    if (!membership.replaces) continue;
    ended.add(membership);
    any_ended = true;
  }
  if (any_ended) {
    transaction_.runLater(kEndOtherMemberships, ended.ids.take(), ended.names.take(),
                          ended.since.take(), contributor);
  }
  transaction_.runLater(kInsertMemberships, begun.ids.take(), begun.names.take(),
                        begun.since.take(), contributor);
}

}  // namespace itops::registry
