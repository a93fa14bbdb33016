#include "size_anomaly.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <vector>

namespace itops::backup {
namespace {

// Five standard deviations of sizes that scatter normally, whose median deviation is 1/1.4826 of
// one; and never less than a quarter, as equal sizes deviate by nothing.
constexpr double kDeviationsMax = 5 * 1.4826;
constexpr double kShareMin = 0.25;
constexpr int kLargerOnesMin = 2;

double medianOf(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  if (values.size() % 2 == 1) return *middle;
  return (*middle + *std::max_element(values.begin(), middle)) / 2;
}

/// True when enough of the earlier ones are as far above the usual, within a quarter of the size.
bool isKnownLargerSize(double size, double most, const std::vector<double>& earlier) {
  const auto alike = std::count_if(earlier.begin(), earlier.end(), [&](double other) {
    return other > most && std::abs(other - size) <= kShareMin * size;
  });
  return size > most && alike >= kLargerOnesMin;
}

std::int64_t wholeBytes(double bytes) {
  constexpr double kBytesMax = 9.2e18;  // what 64 bits hold
  return std::llround(std::min(bytes, kBytesMax));
}

/// `5.0 MiB`; whole numbers for single bytes.
std::string readable(std::int64_t bytes) {
  constexpr std::array<const char*, 7> kUnits{"bytes", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
  auto amount = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; amount >= 1024 && unit + 1 < kUnits.size(); ++unit) amount /= 1024;
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), unit == 0 ? "%.0f %s" : "%.1f %s", amount, kUnits[unit]);
  return text.data();
}

}  // namespace

std::optional<SizeAnomaly> sizeAnomalyOf(std::int64_t size_bytes,
                                         std::span<const std::int64_t> earlier_bytes) {
  if (earlier_bytes.size() < kUsualCountMin) return std::nullopt;
  const std::vector<double> earlier(earlier_bytes.begin(), earlier_bytes.end());
  const double median = medianOf(earlier);
  std::vector<double> deviations;
  deviations.reserve(earlier.size());
  for (const double other : earlier) deviations.push_back(std::abs(other - median));
  const double tolerance = std::max(kDeviationsMax * medianOf(deviations), kShareMin * median);
  // An empty backup is never usual where others were not empty, however much they scatter.
  const double least = std::max(median - tolerance, median > 0 ? 1.0 : 0.0);
  const double most = median + tolerance;
  const auto size = static_cast<double>(size_bytes);
  const bool usual = size >= least && size <= most;
  if (usual || isKnownLargerSize(size, most, earlier)) return std::nullopt;
  return SizeAnomaly{size_bytes, wholeBytes(median), wholeBytes(least), wholeBytes(most),
                     static_cast<int>(earlier_bytes.size())};
}

std::string explanationOf(const SizeAnomaly& anomaly) {
  const bool smaller = anomaly.size_bytes < anomaly.least_bytes;
  return "The last backup has " + readable(anomaly.size_bytes) + ", which is " +
         (smaller ? "less" : "more") + " than usual: the " + std::to_string(anomaly.count) +
         " successes before it had " + readable(anomaly.usual_bytes) + " in the middle, and " +
         readable(anomaly.least_bytes) + " to " + readable(anomaly.most_bytes) +
         " would be within their scatter. Check that it can be restored.";
}

}  // namespace itops::backup
