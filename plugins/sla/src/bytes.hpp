#pragma once

#include <string>
#include <string_view>

namespace itops::sla {

/// Bytes as PostgreSQL writes and reads a bytea: `\x` and hexadecimal digits. [any]
std::string toBytea(std::string_view bytes);

/// The bytes of that text. Throws Error(kInternal, "bytea_damaged") for another one. [any]
std::string fromBytea(std::string_view text);

}  // namespace itops::sla
