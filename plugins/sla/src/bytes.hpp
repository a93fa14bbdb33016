#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace itops::sla {

/// Two small hexadecimal digits a byte. [any]
std::string toHex(std::string_view bytes);

/// The bytes of that text; empty for another one. [any]
std::optional<std::string> fromHex(std::string_view text);

/// Bytes as PostgreSQL writes and reads a bytea: `\x` and hexadecimal digits. [any]
std::string toBytea(std::string_view bytes);

/// The bytes of that text. Throws Error(kInternal, "bytea_damaged") for another one. [any]
std::string fromBytea(std::string_view text);

}  // namespace itops::sla
