#include "forecast.hpp"

#include <algorithm>
#include <vector>

namespace itops::storage {
namespace {

using Hours = std::chrono::duration<double, std::ratio<3600>>;

/// Used percent at each step.
std::vector<double> sharesOf(std::span<const UseStep> steps, const Figures& newest) {
  const auto allocated = static_cast<double>(newest.allocated_bytes.value_or(0));
  const bool by_bytes =
      allocated > 0 && std::all_of(steps.begin(), steps.end(),
                                   [](const auto& step) { return step.used_bytes.has_value(); });
  std::vector<double> shares;
  for (const UseStep& step : steps) {
    shares.push_back(by_bytes ? 100 * *step.used_bytes / allocated : 100 - step.free_percent);
  }
  return shares;
}

/// Percent an hour between all pairs.
std::vector<double> slopesOf(std::span<const UseStep> steps, const std::vector<double>& shares) {
  std::vector<double> slopes;
  slopes.reserve(steps.size() * (steps.size() - 1) / 2);
  for (std::size_t i = 0; i < steps.size(); ++i) {
    for (std::size_t j = i + 1; j < steps.size(); ++j) {
      slopes.push_back((shares[j] - shares[i]) / Hours(steps[j].at - steps[i].at).count());
    }
  }
  return slopes;
}

/// The value that so much of all values lies below; reorders them.
double quantile(std::vector<double>& values, double share) {
  const auto place = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
  std::nth_element(values.begin(), values.begin() + place, values.end());
  return values[static_cast<std::size_t>(place)];
}

}  // namespace

std::optional<Timestamp> forecastFullAt(std::span<const UseStep> steps, const Figures& newest,
                                        Timestamp observed_at, Timestamp now) {
  if (steps.size() < kForecastStepsMin || now - observed_at > kForecastReportAgeMax ||
      steps.back().at - steps.front().at < kForecastSpanMin) {
    return std::nullopt;
  }
  std::vector<double> slopes = slopesOf(steps, sharesOf(steps, newest));
  if (quantile(slopes, 0.25) <= 0) return std::nullopt;
  const Hours left(newest.free_percent / quantile(slopes, 0.5));
  if (left > kForecastHorizon) return std::nullopt;
  return std::max(now, observed_at + std::chrono::duration_cast<std::chrono::seconds>(left));
}

}  // namespace itops::storage
