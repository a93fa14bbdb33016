#include "arithmetic/timeline.hpp"

#include <algorithm>
#include <tuple>

namespace itops::sla {
namespace {

/// Which of two samples of the same instant counts: the lower rank.
int rankOf(Status status) {
  switch (status) {
    case Status::kDown:
      return 0;
    case Status::kUnknown:
      return 1;
    case Status::kDegraded:
      return 2;
    case Status::kMaintenance:
      return 3;
    case Status::kOperational:
      break;
  }
  return 4;
}

/// A total order, so that equal sets of samples give equal results; beyond the status it is
/// arbitrary.
auto orderOf(const Sample& sample) {
  return std::tuple(sample.observed_at, rankOf(sample.status), sample.reporter, -sample.hold,
                    sample.down_after);
}

TimeClass classOf(Status status) {
  switch (status) {
    case Status::kOperational:
      return TimeClass::kUp;
    case Status::kDegraded:
      return TimeClass::kDegraded;
    case Status::kDown:
      return TimeClass::kDown;
    case Status::kMaintenance:
      return TimeClass::kMaintenance;
    case Status::kUnknown:
      break;
  }
  return TimeClass::kUnknown;
}

/// Collects adjoining stretches within a window, uniting neighbours of one class.
class Painter {
 public:
  explicit Painter(const Interval& window) : window_(window) {}

  void paint(const Interval& interval, TimeClass time_class) {
    const Interval visible = intersection(interval, window_);
    if (visible.empty()) return;
    if (!segments_.empty() && segments_.back().time_class == time_class) {
      segments_.back().interval.to = visible.to;
    } else {
      segments_.push_back({visible, time_class});
    }
  }

  /// Paints `interval`, the parts inside `others` as another class.
  void paint(const Interval& interval, TimeClass time_class, const IntervalSet& others,
             TimeClass other_class) {
    const Interval visible = intersection(interval, window_);
    Instant position = visible.from;
    const IntervalSet inside = others.within(visible);
    for (const Interval& other : inside.intervals()) {
      paint({position, other.from}, time_class);
      paint(other, other_class);
      position = other.to;
    }
    paint({position, visible.to}, time_class);
  }

  std::vector<Segment> take() { return std::move(segments_); }

 private:
  const Interval window_;
  std::vector<Segment> segments_;
};

/// Paints what a sample stands for, until the next one.
void paintSample(Painter& painter, const Sample& sample, Instant until,
                 const Surroundings& surroundings) {
  const Instant at = instantOf(sample.observed_at);
  const bool holds_on = sample.status == Status::kMaintenance;
  const Instant held_until = holds_on ? until : std::min(at + Duration(sample.hold), until);
  painter.paint({at, held_until}, classOf(sample.status));
  const bool turns_down = surroundings.silence == SilencePolicy::kDown &&
                          sample.reporter == Reporter::kPush && sample.down_after.count() > 0;
  const Instant down_from =
      turns_down ? surroundings.outages.afterTimeOutside(at, Duration(sample.down_after)) : until;
  const Instant silent_from = std::clamp(down_from, held_until, until);
  painter.paint({held_until, silent_from}, TimeClass::kUnknown);
  painter.paint({silent_from, until}, TimeClass::kDown, surroundings.outages, TimeClass::kUnknown);
}

std::vector<Segment> withExclusions(const Interval& window, std::vector<Segment> segments,
                                    const IntervalSet& exclusions) {
  if (exclusions.within(window).empty()) return segments;
  Painter painter(window);
  for (const Segment& segment : segments) {
    painter.paint(segment.interval, segment.time_class, exclusions, TimeClass::kExcluded);
  }
  return painter.take();
}

}  // namespace

std::vector<Sample> inOrder(std::vector<Sample> samples) {
  std::sort(samples.begin(), samples.end(),
            [](const Sample& a, const Sample& b) { return orderOf(a) < orderOf(b); });
  const auto last =
      std::unique(samples.begin(), samples.end(),
                  [](const Sample& a, const Sample& b) { return a.observed_at == b.observed_at; });
  samples.erase(last, samples.end());
  return samples;
}

std::vector<Segment> classify(const Interval& window, std::span<const Sample> samples,
                              const Surroundings& surroundings) {
  Painter painter(window);
  auto sample = std::partition_point(samples.begin(), samples.end(), [&](const Sample& one) {
    return instantOf(one.observed_at) <= window.from;
  });
  if (sample != samples.begin()) {
    --sample;
  } else {
    const bool comes = sample != samples.end();
    painter.paint({window.from, comes ? instantOf(sample->observed_at) : window.to},
                  TimeClass::kUnknown);
  }
  for (; sample != samples.end() && instantOf(sample->observed_at) < window.to; ++sample) {
    const auto next = sample + 1;
    const Instant until = next == samples.end() ? window.to : instantOf(next->observed_at);
    paintSample(painter, *sample, until, surroundings);
  }
  return withExclusions(window, painter.take(), surroundings.exclusions);
}

ClassTimes classTimes(std::span<const Segment> segments) {
  ClassTimes times;
  for (const Segment& segment : segments) {
    times.add(segment.time_class, segment.interval.length());
  }
  return times;
}

}  // namespace itops::sla
