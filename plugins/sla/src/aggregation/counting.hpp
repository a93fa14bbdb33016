#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "aggregation/sample_rows.hpp"
#include "arithmetic/class_times.hpp"
#include "arithmetic/interval_set.hpp"
#include "arithmetic/roll_up.hpp"

namespace itops::sla {

/// A group as it counts: who was a member when.
struct CountedGroup {
  std::int32_t id = 0;
  RollUp roll_up = RollUp::kAverage;
  std::map<std::int32_t, IntervalSet> members;
};

/// What bears on windows beside observations.
struct Circumstances {
  IntervalSet outages;                           ///< of the platform
  std::map<std::int32_t, IntervalSet> archived;  ///< by service
  std::map<std::int32_t, IntervalSet> excluded;  ///< by service: agreed, or archived
  std::set<std::int32_t> unknown_in_silence;     ///< services whose silence never means down
  std::vector<CountedGroup> groups;
};

/// Times by id of a service or group.
using TimesById = std::map<std::int32_t, ClassTimes>;

/// What one window counted as.
struct WindowCount {
  TimesById services;
  TimesById groups;
};

/// Counts one window of all services that have samples, and of the groups of which one of them was
/// a member. A window in which a service was archived all the time has no count, and the service is
/// no member then; where a membership begins or ends within the window, each part is counted with
/// its members. Pure. [any]
///
/// @param samples of each service in the order that classify() wants
WindowCount countWindow(const Interval& window, const SamplesByService& samples,
                        const Circumstances& circumstances);

}  // namespace itops::sla
