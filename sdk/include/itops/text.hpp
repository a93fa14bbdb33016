#pragma once

#include <string_view>

namespace itops {

/// True for well-formed UTF-8, also for the empty text: no overlong forms, no surrogates, nothing
/// above U+10FFFF. NUL is well-formed, though PostgreSQL stores none. Paths and queries of requests
/// are checked by the kernel; bodies may be any bytes, so check what you store of them. [any]
bool isUtf8(std::string_view text);

}  // namespace itops
