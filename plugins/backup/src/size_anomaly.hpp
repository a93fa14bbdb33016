#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace itops::backup {

/// A successful backup whose size is out of the usual, and what the usual was taken from.
struct SizeAnomaly {
  std::int64_t size_bytes = 0;
  std::int64_t usual_bytes = 0;  ///< median of earlier successes
  std::int64_t least_bytes = 0;  ///< of what is still usual
  std::int64_t most_bytes = 0;
  int count = 0;  ///< successes it was taken from

  bool operator==(const SizeAnomaly&) const = default;
};

inline constexpr int kUsualCountMax = 20;  ///< earlier successes that are looked at
inline constexpr int kUsualCountMin = 5;   ///< fewer say nothing

/// Compares a size with those of earlier successes, newest first; empty when it is usual or when
/// they are too few. A few odd ones among them change nothing, as median and median deviation are
/// used. A size above the usual that two earlier ones had too is usual: the weekly full backup
/// among daily increments. Pure. [any]
std::optional<SizeAnomaly> sizeAnomalyOf(std::int64_t size_bytes,
                                         std::span<const std::int64_t> earlier_bytes);

/// A sentence for people that names the size, the usual range and where that comes from. [any]
std::string explanationOf(const SizeAnomaly& anomaly);

}  // namespace itops::backup
