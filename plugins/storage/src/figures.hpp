#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace itops::storage {

/// Below this much free space storage is critical; from here up to kWarningPercent it is a warning.
inline constexpr double kCriticalPercent = 10;
/// Above this much free space storage is healthy.
inline constexpr double kWarningPercent = 30;

/// How urgent the free space is. The numbers are stored.
enum class Level : std::uint8_t { kHealthy = 1, kWarning = 2, kCritical = 3 };

/// `healthy`, `warning`, `critical`.
std::string_view levelName(Level level);

/// The level of so much free space, which is exact at both borders: 30 and 10 are a warning. [any]
Level levelOf(double free_percent);

/// How full a mount is. Bytes are known or not, each by itself.
struct Figures {
  std::optional<std::int64_t> allocated_bytes;  ///< 0 or more
  std::optional<std::int64_t> used_bytes;       ///< 0 up to allocated_bytes
  double free_percent = 100;                    ///< 0 to 100

  Level level() const { return levelOf(free_percent); }
  bool operator==(const Figures&) const = default;
};

/// The figures that follow from what is known, each clamped to what is possible: the percentage as
/// it is given (a file system may keep space back), otherwise from both numbers of bytes. Empty
/// when nothing follows: one number of bytes alone, or nothing allocated. [any]
std::optional<Figures> figuresFrom(std::optional<std::int64_t> allocated_bytes,
                                   std::optional<std::int64_t> used_bytes,
                                   std::optional<double> free_percent);

/// A percentage as JSON has it, with as many decimals as it needs. [any]
std::string percentText(double percent);

}  // namespace itops::storage
