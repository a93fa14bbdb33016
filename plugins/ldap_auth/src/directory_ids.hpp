#pragma once

#include <string>
#include <vector>

#include "directory_settings.hpp"
#include "ldap_entry.hpp"

namespace itops::ldap_auth {

/// Attributes that identify a person in one kind of directory or another.
const std::vector<std::string>& idAttributes();

/// What identifies the person for good, as `attribute=hexadecimal bytes`; `dn=...` in a directory
/// that has nothing better. Pure. [any]
std::string externalIdOf(const DirectorySettings& settings, const LdapEntry& person);

/// The filter that finds the person again; empty for an id of the form `dn=...`. Pure. [any]
std::string filterOfId(const std::string& external_id);
/// The DN of an id of that form; empty for any other. Pure. [any]
std::string dnOfId(const std::string& external_id);

}  // namespace itops::ldap_auth
