#pragma once

#include <string>
#include <string_view>

namespace itops::auth {

/// 256 random bits as 43 characters of base64url. [any]
std::string randomToken();

/// Hash of a random token in hexadecimal, as it is stored. A fast one is enough: nobody can guess
/// 256 bits. [any]
std::string tokenDigest(std::string_view token);

}  // namespace itops::auth
