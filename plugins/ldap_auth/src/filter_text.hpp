#pragma once

#include <string>
#include <string_view>

namespace itops::ldap_auth {

/// Any bytes as a value in a search filter (RFC 4515). The only place where text is escaped, and it
/// is escaped once. Pure. [any]
std::string escapedValue(std::string_view text);

/// The filter with each `%s` replaced by the escaped value. Pure. [any]
std::string filledFilter(std::string_view filter, std::string_view value);

/// The filter with each `%s` replaced by `*`: whoever has a value at all. Pure. [any]
std::string presenceFilter(std::string_view filter);

/// A DN in the form by which two are compared, in ASCII without case and without blanks around
/// separators; never sent to a server. Pure. [any]
std::string comparableDn(std::string_view dn);

}  // namespace itops::ldap_auth
