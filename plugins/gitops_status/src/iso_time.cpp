#include "iso_time.hpp"

#include <algorithm>
#include <sstream>
#include <string>

namespace itops::gitops {
namespace {

constexpr std::size_t kDateLength = 10;     // 2026-04-26
constexpr std::size_t kMinutesLength = 16;  // 2026-04-26T10:30

/// `+0200` as RFC 3339 has it, anything else as it is; nothing is UTC.
std::string offsetOf(std::string_view text) {
  constexpr std::size_t kBasicLength = 5;  // +0200
  constexpr std::size_t kHoursLength = 3;
  if (text.empty()) return "Z";
  const bool is_basic = text.size() == kBasicLength && text.find(':') == text.npos;
  if (!is_basic) return std::string(text);
  return std::string(text.substr(0, kHoursLength)).append(":").append(text.substr(kHoursLength));
}

}  // namespace

std::optional<Timestamp> parseIsoTime(std::string_view text) {
  if (text.size() == kDateLength) return parseIsoTime(std::string(text).append("T00:00Z"));
  if (text.size() < kMinutesLength) return std::nullopt;
  const auto offset_at = std::min(text.find_first_of("Zz+-", kMinutesLength), text.size());
  std::ostringstream time;
  time << text.substr(0, offset_at) << (offset_at == kMinutesLength ? ":00" : "")
       << offsetOf(text.substr(offset_at));
  return parseTimestamp(time.str());
}

}  // namespace itops::gitops
