#pragma once

#include <span>
#include <vector>

#include "arithmetic/instant.hpp"

namespace itops::sla {

/// A set of instants, kept as sorted intervals that neither touch nor overlap. A value. [any]
class IntervalSet {
 public:
  IntervalSet() = default;
  /// Any intervals in any order; empty ones are dropped, overlapping and nested ones united.
  explicit IntervalSet(std::vector<Interval> intervals);

  std::span<const Interval> intervals() const { return intervals_; }
  bool empty() const { return intervals_.empty(); }

  /// The part of this set that lies within `bounds`.
  IntervalSet within(const Interval& bounds) const;

  /// The instant at which `duration` of time outside this set has passed since `start`; `start`
  /// itself for a duration of zero or less.
  Instant afterTimeOutside(Instant start, Duration duration) const;

 private:
  std::vector<Interval> intervals_;
};

}  // namespace itops::sla
