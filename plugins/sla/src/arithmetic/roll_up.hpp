#pragma once

#include <span>
#include <vector>

#include "arithmetic/class_times.hpp"
#include "arithmetic/timeline.hpp"

namespace itops::sla {

/// How the time of a group follows from that of its members.
enum class RollUp {
  kWorst,    ///< at each instant the worst member: down, unknown, degraded, up
  kAverage,  ///< the sum of the members' times
  kAny,      ///< up while one member is up
};

/// The time of a group in a window. For kWorst and kAny members that are in maintenance or excluded
/// at an instant are left out of it; when all of them are, the instant is maintenance if one of
/// them is in maintenance, else excluded. kAny: up while a member is up, else degraded while one
/// is, else unknown while one is, else down. A group without members is unknown all the window
/// (nothing, for kAverage). Pure. [any]
///
/// @param members each covers the window, as classify() gives it
ClassTimes rolledUp(const Interval& window, std::span<const std::vector<Segment>> members,
                    RollUp rule);

}  // namespace itops::sla
