#pragma once

#include <string>
#include <vector>

#include "ldap_entry.hpp"
#include "ldap_session.hpp"

namespace itops::ldap_auth {

/// What is asked for.
struct LdapQuery {
  std::string base;
  std::string filter;
  std::vector<std::string> attributes;
  bool whole_subtree = true;  ///< else the base alone
};

/// Every entry that matches, in pages where the server knows them, with all values of attributes
/// that come in ranges. References to other servers are left out. A base that isn't there, a list
/// that is cut short and any other doubt throw directoryError(): an error is no absence.
std::vector<LdapEntry> searchAll(LdapSession& session, const LdapQuery& query);

/// The entry of a DN; empty when there is certainly none, or it doesn't match.
std::vector<LdapEntry> readEntry(LdapSession& session, const std::string& dn,
                                 const std::vector<std::string>& attributes,
                                 const std::string& filter = "(objectClass=*)");

/// True when at least one entry matches; a size limit that is reached is fine here.
bool anyMatches(LdapSession& session, const LdapQuery& query);

}  // namespace itops::ldap_auth
