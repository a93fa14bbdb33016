#include "config/duration.hpp"

#include <array>
#include <charconv>
#include <cstdint>
#include <system_error>

namespace itops::config {
namespace {

struct Unit {
  std::string_view name;
  std::int64_t milliseconds;
};

constexpr std::array kUnits{Unit{"d", 86'400'000}, Unit{"h", 3'600'000}, Unit{"m", 60'000},
                            Unit{"s", 1'000}, Unit{"ms", 1}};

constexpr std::int64_t kLongestMilliseconds = 100LL * 365 * 86'400'000;

}  // namespace

std::optional<std::chrono::milliseconds> parseDuration(std::string_view text) {
  if (text.empty() || text.front() == '-') return std::nullopt;
  std::int64_t count = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
  if (error != std::errc{}) return std::nullopt;
  const std::string_view name = text.substr(static_cast<std::size_t>(end - text.data()));
  for (const Unit& unit : kUnits) {
    if (unit.name != name) continue;
    if (count > kLongestMilliseconds / unit.milliseconds) return std::nullopt;
    return std::chrono::milliseconds{count * unit.milliseconds};
  }
  return std::nullopt;
}

std::string formatDuration(std::chrono::milliseconds duration) {
  const std::int64_t count = duration.count();
  if (count == 0) return "0s";
  for (const Unit& unit : kUnits) {
    if (count % unit.milliseconds == 0) {
      return std::to_string(count / unit.milliseconds) + std::string(unit.name);
    }
  }
  return std::to_string(count) + "ms";
}

}  // namespace itops::config
