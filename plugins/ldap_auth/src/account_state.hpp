#pragma once

#include <string>
#include <vector>

#include "itops/timestamp.hpp"
#include "ldap_entry.hpp"

namespace itops::ldap_auth {

/// Attributes that tell whether somebody is blocked.
const std::vector<std::string>& stateAttributes();

/// True when the directory has disabled the person or its account has expired: Active Directory's
/// userAccountControl and accountExpires, nsAccountLock, shadowExpire, a lock without end in
/// pwdAccountLockedTime. Pure. [any]
bool isBlocked(const LdapEntry& person, Timestamp now);

}  // namespace itops::ldap_auth
