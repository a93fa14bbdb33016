#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "arithmetic/class_times.hpp"
#include "arithmetic/instant.hpp"
#include "arithmetic/interval_set.hpp"
#include "itops/observations.hpp"
#include "itops/status.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// A stored observation of one service, with the rules that held when it was made.
struct Sample {
  Timestamp observed_at{};
  Status status = Status::kUnknown;
  Reporter reporter = Reporter::kPush;
  /// How long it holds without a newer one.
  std::chrono::seconds hold{0};
  /// From when on silence after a push means DOWN; zero when it never does.
  std::chrono::seconds down_after{0};

  bool operator==(const Sample&) const = default;
};

/// What silence after a push counts as.
enum class SilencePolicy { kDown, kUnknown };

/// What bears on a service's time beside its observations. Borrowed for a call.
struct Surroundings {
  const IntervalSet& outages;     ///< in which the platform could take no pushes
  const IntervalSet& exclusions;  ///< agreed not to count
  SilencePolicy silence = SilencePolicy::kDown;
};

/// A stretch of one class.
struct Segment {
  Interval interval;
  TimeClass time_class = TimeClass::kUnknown;

  bool operator==(const Segment&) const = default;
};

/// Puts samples into the order that classify() wants and keeps one per instant: of several, DOWN
/// counts before UNKNOWN, DEGRADED, MAINTENANCE and OPERATIONAL. The result does not depend on the
/// order of arrival. Pure. [any]
std::vector<Sample> inOrder(std::vector<Sample> samples);

/// What each instant of `window` counts as, as adjoining stretches of different classes that cover
/// it without gap; none for an empty window. Pure. [any]
///
/// The status is a step function of the samples. A sample holds until the next one, but for at most
/// its hold time; MAINTENANCE holds without limit. What follows is unknown; after a push it is down
/// from downAfter on, which counts only time outside outages, while time inside them stays unknown.
/// Time before the first sample is unknown. Exclusion overrides every class.
///
/// @param samples in order, each instant once; those after the window don't matter, and of those
///        before it only the last one does
std::vector<Segment> classify(const Interval& window, std::span<const Sample> samples,
                              const Surroundings& surroundings);

/// Sums stretches up.
ClassTimes classTimes(std::span<const Segment> segments);

}  // namespace itops::sla
