#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace itops::http {

/// The composed form (NFC) of a text, in which what looks the same is the same. Empty optional when
/// it has that form already or is no UTF-8. [any]
std::optional<std::string> composedForm(std::string_view text);

/// What is stored of a text from outside: `cleanedText` in its composed form. Empty optional when
/// nothing has to change. [any]
std::optional<std::string> repairedText(std::string_view text);

/// The same for a body. In one that begins like JSON, escapes are taken for what they mean: half a
/// surrogate pair (`\ud800`), a noncharacter and a control are repaired, other characters beyond
/// ASCII are written as such. One with a broken escape, which no
/// parser takes, stays as it is. [any]
std::optional<std::string> repairedBody(std::string_view body);

}  // namespace itops::http
