#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace itops::identity {

/// What a name is compared by: `John`, `JOHN`, `ｊohn` and `john ` are one (NFKC with case folded,
/// blanks at the ends dropped). Empty for text that isn't UTF-8 or has no such form. [any]
std::optional<std::string> foldedName(std::string_view text);

/// True for 1 to 128 characters: letters, marks and digits of any script and `._-@+ `, a letter or
/// digit first. [any]
bool isAccountName(std::string_view text);

/// The same for the name of a directory's person, who chose no name of ours: also `'()!$~`, as in
/// o'brien. Never a slash, by which keys are told from people. [any]
bool isDirectoryName(std::string_view text);

/// True for names by which logs and the audit trail know who is no person, in any spelling: nobody
/// else may bear them. [any]
bool isReservedName(std::string_view text);

/// The beginning of a text that may hold anything, without what can't be stored or shown: bytes
/// that aren't UTF-8, control characters; U+FFFD stands for noncharacters. [any]
std::string readableText(std::string_view text, std::size_t bytes_max);

}  // namespace itops::identity
