#pragma once

#include <chrono>

#include "itops/timestamp.hpp"

namespace itops::sla {

/// SLA arithmetic is done in whole milliseconds, so that times add up without rounding.
using Duration = std::chrono::milliseconds;
using Instant = std::chrono::sys_time<Duration>;

/// The millisecond that a timestamp falls into.
constexpr Instant instantOf(Timestamp timestamp) {
  return std::chrono::floor<Duration>(timestamp);
}

/// Half-open: `from` belongs to it, `to` doesn't. Empty when `to` is not after `from`.
struct Interval {
  Instant from{};
  Instant to{};

  constexpr bool empty() const { return to <= from; }
  constexpr Duration length() const { return empty() ? Duration(0) : to - from; }
  bool operator==(const Interval&) const = default;
};

/// What both have in common; empty when that is nothing.
constexpr Interval intersection(const Interval& a, const Interval& b) {
  return {a.from > b.from ? a.from : b.from, a.to < b.to ? a.to : b.to};
}

}  // namespace itops::sla
