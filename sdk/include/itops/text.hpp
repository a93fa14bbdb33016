#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace itops {

/// True for well-formed UTF-8, also for the empty text: no overlong forms, no surrogates, nothing
/// above U+10FFFF. NUL is well-formed, though PostgreSQL stores none. [any]
bool isUtf8(std::string_view text);

/// The text without what databases, documents and terminals can't take; an empty optional when
/// there is nothing of it, which is the usual case and costs no copy.
/// - U+FFFD stands for noncharacters (U+FFFF, U+FDD0, ...) and for bytes that are no UTF-8, half a
///   surrogate pair among them
/// - left out are controls except tab, line feed and carriage return, and the controls that turn
///   the direction of writing (U+202A to U+202E, U+2066 to U+2069)
///
/// The kernel cleans what it receives itself: bodies, paths and queries of requests, and what
/// authentication providers say of people. Clean what you read from elsewhere. [any]
std::optional<std::string> cleanedText(std::string_view text);

/// What a warning says where `Request::bodyWasRepaired()`.
inline constexpr const char* kBodyRepairedMessage =
    "Characters that can't be stored were replaced by U+FFFD or left out, and composed ones "
    "written "
    "in their short form (NFC). Send plain UTF-8.";

}  // namespace itops
