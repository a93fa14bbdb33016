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

}  // namespace itops::identity
