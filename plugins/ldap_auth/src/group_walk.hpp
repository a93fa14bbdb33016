#pragma once

#include <map>
#include <string>
#include <vector>

#include "itops/auth_provider.hpp"
#include "ldap_search.hpp"

namespace itops::ldap_auth {

/// Finds the groups of people, also those that contain other groups. Remembers what it asked, so
/// that many people of the same groups cost few searches; made for one call. One thread.
class GroupWalk {
 public:
  /// @param session bound as the service account; outlives this object
  explicit GroupWalk(LdapSession& session) : session_(session) {}

  /// Direct and nested groups, each once by its DN. Ends at cycles and at the declared depth.
  /// Throws directoryError() for every doubt.
  std::vector<DirectoryGroup> groupsOf(const LdapEntry& person);

 private:
  std::vector<LdapEntry> directGroups(const LdapEntry& person);
  std::vector<LdapEntry> readGroups(const std::vector<std::string>& dns);
  const std::vector<LdapEntry>& parentsOf(const LdapEntry& group);
  std::vector<LdapEntry> search(const std::string& filter);
  std::vector<LdapEntry> primaryGroup(const LdapEntry& person);
  std::string filterFor(const LdapEntry& person) const;
  bool readsMemberOf() const;
  bool searchesMembers() const;
  bool isChainRule() const;

  LdapSession& session_;
  std::map<std::string, std::vector<LdapEntry>> parents_;  ///< by comparable DN
};

/// Attributes of people that groups follow from.
const std::vector<std::string>& membershipAttributes();

}  // namespace itops::ldap_auth
