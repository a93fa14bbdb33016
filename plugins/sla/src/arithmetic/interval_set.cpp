#include "arithmetic/interval_set.hpp"

#include <algorithm>

namespace itops::sla {

IntervalSet::IntervalSet(std::vector<Interval> intervals) {
  std::erase_if(intervals, [](const Interval& interval) { return interval.empty(); });
  std::sort(intervals.begin(), intervals.end(),
            [](const Interval& a, const Interval& b) { return a.from < b.from; });
  for (const Interval& interval : intervals) {
    if (!intervals_.empty() && interval.from <= intervals_.back().to) {
      intervals_.back().to = std::max(intervals_.back().to, interval.to);
    } else {
      intervals_.push_back(interval);
    }
  }
}

IntervalSet IntervalSet::within(const Interval& bounds) const {
  IntervalSet inside;
  for (const Interval& interval : intervals_) {
    const Interval common = intersection(interval, bounds);
    if (!common.empty()) inside.intervals_.push_back(common);
  }
  return inside;
}

Instant IntervalSet::afterTimeOutside(Instant start, Duration duration) const {
  if (duration <= Duration(0)) return start;
  Instant position = start;
  for (const Interval& interval : intervals_) {
    if (interval.to <= position) continue;
    const Duration before = std::max(interval.from - position, Duration(0));
    if (before >= duration) break;
    duration -= before;
    position = interval.to;
  }
  return position + duration;
}

}  // namespace itops::sla
