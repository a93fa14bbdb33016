#pragma once

#include <string>
#include <string_view>

namespace itops::identity {

/// A distinguished name in the form by which two are compared: without case, without blanks around
/// `,`, `=` and `+`, escapes written in one way (`\2C` is `\,`). Only to compare: a directory is
/// always sent its own spelling. [any]
std::string comparableDn(std::string_view dn);

}  // namespace itops::identity
