#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace itops {

/// Appends a text so that it can stand between JSON quotes and harm no terminal: quotes,
/// backslashes, control characters (also DEL, the C1 range, line separators and the marks that
/// reverse the writing direction) become escapes, and bytes that are no UTF-8 become U+FFFD. [any]
void appendEscaped(std::string& out, std::string_view text);

/// The text, or its first characters that fit into so many bytes; no UTF-8 sequence is torn. [any]
std::string_view cutAtCharacter(std::string_view text, std::size_t bytes_max);

/// The text escaped as above, between quotes, cut to about `bytes_max` bytes of input with `...`
/// to show it. For messages that repeat what a person wrote. [any]
std::string inQuotes(std::string_view text, std::size_t bytes_max = 80);

}  // namespace itops
