#include "itops/text.hpp"

#include <cstddef>
#include <cstdint>

namespace itops {
namespace {

/// Bytes that follow a first byte; -1 for one that can't be first.
int followerCount(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first <= 0xDF) return 1;
  if (first >= 0xE0 && first <= 0xEF) return 2;
  return first >= 0xF0 && first <= 0xF4 ? 3 : -1;
}

bool isAllowed(std::uint32_t code_point, int followers) {
  if (followers == 2) return code_point >= 0x800 && (code_point < 0xD800 || code_point > 0xDFFF);
  return followers != 3 || (code_point >= 0x10000 && code_point <= 0x10FFFF);
}

}  // namespace

bool isUtf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at++]);
    const int followers = followerCount(first);
    if (followers < 0 || text.size() - at < static_cast<std::size_t>(followers)) return false;
    std::uint32_t code_point = first & (0x3FU >> followers);
    for (int count = 0; count < followers; ++count) {
      const auto next = static_cast<unsigned char>(text[at++]);
      if ((next & 0xC0U) != 0x80U) return false;
      code_point = (code_point << 6U) | (next & 0x3FU);
    }
    if (!isAllowed(code_point, followers)) return false;
  }
  return true;
}

}  // namespace itops
