#pragma once

#include <string>
#include <string_view>

namespace itops::http {

/// Decodes `%41` to `A`; the text must have passed `percentValid`. [any]
/// @param plus_is_space as in a query
std::string percentDecode(std::string_view text, bool plus_is_space = false);

/// True when every `%` is followed by two hexadecimal digits. [any]
bool percentValid(std::string_view text);

/// True for well-formed UTF-8 without overlong forms, surrogates and NUL. [any]
bool plainUtf8(std::string_view text);

}  // namespace itops::http
