#pragma once

#include <chrono>
#include <optional>
#include <span>

#include "figures.hpp"
#include "itops/timestamp.hpp"

namespace itops::storage {

/// How full a mount was on average in one step of time.
struct UseStep {
  Timestamp at;  ///< its begin
  double free_percent = 0;
  std::optional<double> used_bytes;  ///< empty unless all reports had them
};

/// A forecast looks so far back, in steps of kForecastStep.
inline constexpr std::chrono::hours kForecastSpan{14 * 24};
inline constexpr std::chrono::hours kForecastStep{3};
/// It takes at least so many steps with reports, over so much time.
inline constexpr std::size_t kForecastStepsMin = 8;
inline constexpr std::chrono::hours kForecastSpanMin{21};
/// A mount whose newest report is older has none, and nobody plans further ahead.
inline constexpr std::chrono::hours kForecastReportAgeMax{24};
inline constexpr std::chrono::hours kForecastHorizon{365 * 24};

/// When a mount is full if it goes on filling as it did: by the median of the slopes between all
/// pairs of steps (Theil-Sen), which single bursts and clean-ups don't bend. Empty when it does not
/// fill (fewer than three of four slopes rise), when there are too few steps, no fresh report, or
/// when it takes longer than kForecastHorizon. Never before `now`.
/// @param steps by time; at most kForecastSpan / kForecastStep of them, as pairs are many
/// @param newest, observed_at the newest report. When all have bytes they are compared with what
/// the
///        mount can hold today, so a mount that was made larger doesn't look as if it had emptied.
std::optional<Timestamp> forecastFullAt(std::span<const UseStep> steps, const Figures& newest,
                                        Timestamp observed_at, Timestamp now);

}  // namespace itops::storage
