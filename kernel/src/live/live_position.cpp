#include "live/live_position.hpp"

#include <array>
#include <charconv>

namespace itops::live {
namespace {

constexpr int kBase = 16;
constexpr std::size_t kParts = 3;

std::optional<std::int64_t> readPart(std::string_view text) {
  std::int64_t value = 0;
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value, kBase);
  if (error != std::errc{} || end != last || value < 0) return std::nullopt;
  return value;
}

std::string hexadecimal(std::int64_t value) {
  std::array<char, 16> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value, kBase).ptr;
  return {digits.data(), end};
}

}  // namespace

std::string LiveCursor::encode() const {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(as_of).time_since_epoch().count();
  return hexadecimal(position.transaction_id) + "." + hexadecimal(position.event_id) + "." +
         hexadecimal(seconds);
}

std::optional<LiveCursor> LiveCursor::decode(std::string_view text) {
  std::array<std::int64_t, kParts> parts{};
  for (std::size_t i = 0; i < kParts; ++i) {
    const bool last = i + 1 == kParts;
    const auto dot = last ? text.size() : text.find('.');
    if (dot == text.npos) return std::nullopt;
    const auto part = readPart(text.substr(0, dot));
    if (!part) return std::nullopt;
    parts[i] = *part;
    if (!last) text.remove_prefix(dot + 1);
  }
  // Larger ones are no times that a Timestamp can hold.
  constexpr std::int64_t kSecondsMax = 1LL << 40;
  if (parts[2] > kSecondsMax) return std::nullopt;
  return LiveCursor{{parts[0], parts[1]}, Timestamp(std::chrono::seconds(parts[2]))};
}

}  // namespace itops::live
