#include "group_walk.hpp"

#include <set>

#include "filter_text.hpp"

namespace itops::ldap_auth {
namespace {

constexpr std::string_view kChainRule = "1.2.840.113556.1.4.1941";
constexpr const char* kMemberFilter = "(|(member=%s)(uniqueMember=%s))";
constexpr std::size_t kGroupsMax = 10'000;
constexpr std::size_t kSidHeadBytes = 8;
constexpr std::size_t kRidBytes = 4;

bool mentions(const std::string& filter, std::string_view word) {
  return filter.find(word) != std::string::npos;
}

/// The SID with its last part replaced: groups of a domain differ in it alone.
std::string sidWithRid(std::string sid, std::uint32_t rid) {
  if (sid.size() < kSidHeadBytes + kRidBytes) return {};
  for (std::size_t i = 0; i < kRidBytes; ++i) {
    sid[sid.size() - kRidBytes + i] = static_cast<char>((rid >> (8 * i)) & 0xFF);
  }
  return sid;
}

}  // namespace

const std::vector<std::string>& membershipAttributes() {
  static const std::vector<std::string> kAttributes{"memberOf", "primaryGroupID", "objectSid"};
  return kAttributes;
}

bool GroupWalk::readsMemberOf() const {
  const auto& source = session_.settings().group_source;
  return source == "memberOf" || (source == "auto" && session_.settings().group_filter.empty());
}

bool GroupWalk::searchesMembers() const {
  return session_.settings().group_source != "memberOf";
}

bool GroupWalk::isChainRule() const {
  return mentions(session_.settings().group_filter, kChainRule);
}

/// `memberUid` holds names, all other attributes hold DNs.
std::string GroupWalk::filterFor(const LdapEntry& person) const {
  const auto& settings = session_.settings();
  const std::string name = person.first(settings.name_attribute);
  if (!settings.group_filter.empty()) {
    const bool by_name = settings.group_source == "memberUid" ||
                         mentions(settings.group_filter, "memberUid") ||
                         mentions(settings.group_filter, "memberuid");
    return filledFilter(settings.group_filter, by_name ? name : person.dn());
  }
  const std::string by_name = filledFilter("(memberUid=%s)", name);
  if (settings.group_source == "memberUid") return by_name;
  const std::string by_dn = filledFilter(kMemberFilter, person.dn());
  return settings.group_source == "member" ? by_dn : "(|" + by_dn + by_name + ")";
}

std::vector<LdapEntry> GroupWalk::search(const std::string& filter) {
  const auto& settings = session_.settings();
  return searchAll(session_,
                   {settings.group_base_dn, filter, {settings.group_name_attribute, "memberOf"}});
}

std::vector<LdapEntry> GroupWalk::directGroups(const LdapEntry& person) {
  std::vector<LdapEntry> groups;
  if (searchesMembers()) groups = search(filterFor(person));
  if (readsMemberOf()) {
    for (auto& group : readGroups(person.values("memberOf"))) groups.push_back(std::move(group));
  }
  for (auto& group : primaryGroup(person)) groups.push_back(std::move(group));
  return groups;
}

/// Groups outside of the declared base count for nothing, as anybody might make them there.
std::vector<LdapEntry> GroupWalk::readGroups(const std::vector<std::string>& dns) {
  const auto& settings = session_.settings();
  const std::string base = comparableDn(settings.group_base_dn);
  std::vector<LdapEntry> groups;
  for (const auto& dn : dns) {
    const auto comparable = comparableDn(dn);
    if (comparable != base && !comparable.ends_with("," + base)) continue;
    for (auto& group : readEntry(session_, dn, {settings.group_name_attribute, "memberOf"})) {
      groups.push_back(std::move(group));
    }
  }
  return groups;
}

/// Active Directory tells the primary group by a number only.
std::vector<LdapEntry> GroupWalk::primaryGroup(const LdapEntry& person) {
  const std::string number = person.first("primaryGroupID");
  if (number.empty() || number.size() > 9) return {};
  if (number.find_first_not_of("0123456789") != std::string::npos) return {};
  const auto sid =
      sidWithRid(person.first("objectSid"), static_cast<std::uint32_t>(std::stoul(number)));
  return sid.empty() ? std::vector<LdapEntry>{} : search(filledFilter("(objectSid=%s)", sid));
}

const std::vector<LdapEntry>& GroupWalk::parentsOf(const LdapEntry& group) {
  const auto key = comparableDn(group.dn());
  const auto known = parents_.find(key);
  if (known != parents_.end()) return known->second;
  std::vector<LdapEntry> parents;
  if (searchesMembers()) parents = search(filledFilter(kMemberFilter, group.dn()));
  if (readsMemberOf()) {
    for (auto& parent : readGroups(group.values("memberOf"))) parents.push_back(std::move(parent));
  }
  return parents_.emplace(key, std::move(parents)).first->second;
}

std::vector<DirectoryGroup> GroupWalk::groupsOf(const LdapEntry& person) {
  const auto& settings = session_.settings();
  std::set<std::string> seen;
  std::vector<DirectoryGroup> groups;
  std::vector<LdapEntry> frontier = directGroups(person);
  const int depth_max = settings.nested_groups && !isChainRule() ? settings.nesting_depth_max : 0;
  for (int depth = 0; !frontier.empty(); ++depth) {
    std::vector<LdapEntry> next;
    for (const auto& group : frontier) {
      if (!seen.insert(comparableDn(group.dn())).second) continue;
      if (seen.size() > kGroupsMax) {
        throw directoryError(settings, "follow the groups of", "more than 10000 groups");
      }
      groups.push_back({group.dn(), group.first(settings.group_name_attribute)});
      if (depth >= depth_max) continue;
      const auto& parents = parentsOf(group);
      next.insert(next.end(), parents.begin(), parents.end());
    }
    frontier = std::move(next);
  }
  return groups;
}

}  // namespace itops::ldap_auth
