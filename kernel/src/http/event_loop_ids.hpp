#pragma once

#include <cstdint>

namespace itops::http {

/// Ids that epoll events of the loop's own descriptors carry; connections have larger ones.
inline constexpr std::uint32_t kListenerId = 0;
inline constexpr std::uint32_t kWakeId = 1;

}  // namespace itops::http
