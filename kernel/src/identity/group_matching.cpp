#include "identity/group_matching.hpp"

#include <map>
#include <string_view>

#include "identity/dn_text.hpp"
#include "identity/name_key.hpp"

namespace itops::identity {
namespace {

constexpr std::string_view kPrefix = "itops-";

std::string folded(const std::string& name) {
  return foldedName(name).value_or(std::string());
}

bool isDn(const std::string& text) {
  return text.find('=') != std::string::npos;
}

GroupMatch byCommonName(const std::vector<AccountGroup>& groups,
                        const std::set<std::string>& common_names) {
  GroupMatch match;
  for (const auto& group : groups) {
    const auto key = folded(group.name);
    if (!key.starts_with(kPrefix)) continue;
    match.managed.insert(group.id);
    if (common_names.contains(key)) match.wanted.insert(group.id);
  }
  return match;
}

}  // namespace

GroupMatch matchGroups(const std::vector<AccountGroup>& groups,
                       const std::vector<StoredMapping>& mappings,
                       const std::vector<DirectoryGroup>& of_person) {
  std::set<std::string> common_names;
  std::set<std::string> dns;
  for (const auto& group : of_person) {
    common_names.insert(folded(group.name));
    dns.insert(comparableDn(group.dn));
  }
  if (mappings.empty()) return byCommonName(groups, common_names);
  std::map<std::string, std::int64_t> by_uuid;
  for (const auto& group : groups) by_uuid[group.uuid.toString()] = group.id;
  GroupMatch match;
  for (const auto& mapping : mappings) {
    const auto known = by_uuid.find(mapping.group_uuid);
    if (known == by_uuid.end()) continue;
    const auto& wanted = mapping.directory_group;
    match.managed.insert(known->second);
    if (isDn(wanted) ? dns.contains(comparableDn(wanted)) : common_names.contains(folded(wanted))) {
      match.wanted.insert(known->second);
    }
  }
  return match;
}

}  // namespace itops::identity
