#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace itops::ingest {

/// How deep bodies may be nested.
inline constexpr std::size_t kJsonDepthMax = 64;

/// Throws Error(kInvalid, "json_invalid") that names line and column of `offset`.
[[noreturn]] void throwBrokenJson(std::string_view body, std::size_t offset,
                                  const std::string& problem);

/// Throws Error(kInvalid, "json_not_object"). @param example an object that would do
[[noreturn]] void throwNoObject(const std::string& example);

}  // namespace itops::ingest
