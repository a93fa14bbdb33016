#include "figures.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace itops::storage {

std::string_view levelName(Level level) {
  switch (level) {
    case Level::kHealthy:
      return "healthy";
    case Level::kWarning:
      return "warning";
    case Level::kCritical:
      break;
  }
  return "critical";
}

Level levelOf(double free_percent) {
  if (free_percent > kWarningPercent) return Level::kHealthy;
  return free_percent < kCriticalPercent ? Level::kCritical : Level::kWarning;
}

// With the longer mantissa a hundred times the bytes of any real device is exact, and so is a
// percentage that lies at a border.
std::optional<Figures> figuresFrom(std::optional<std::int64_t> allocated_bytes,
                                   std::optional<std::int64_t> used_bytes,
                                   std::optional<double> free_percent) {
  if (allocated_bytes) allocated_bytes = std::max<std::int64_t>(*allocated_bytes, 0);
  if (used_bytes) used_bytes = std::max<std::int64_t>(*used_bytes, 0);
  if (allocated_bytes && used_bytes) used_bytes = std::min(*used_bytes, *allocated_bytes);
  if (free_percent) {
    return Figures{allocated_bytes, used_bytes, std::clamp(*free_percent, 0.0, 100.0)};
  }
  if (!used_bytes || allocated_bytes.value_or(0) == 0) return std::nullopt;
  const auto free_bytes = static_cast<long double>(*allocated_bytes - *used_bytes);
  return Figures{
      allocated_bytes, used_bytes,
      static_cast<double>(free_bytes * 100 / static_cast<long double>(*allocated_bytes))};
}

std::string percentText(double percent) {
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), percent,
                                 std::chars_format::fixed);
  return {digits.data(), end.ptr};
}

}  // namespace itops::storage
