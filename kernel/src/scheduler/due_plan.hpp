#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "itops/scheduler.hpp"
#include "itops/timestamp.hpp"
#include "scheduler/schedule_rule.hpp"

namespace itops::scheduler {

/// A due instant this much in the past is still on time: longer than a change of leader takes.
inline constexpr std::chrono::seconds kLateMax{10};

/// What is to be run now.
struct DuePlan {
  std::optional<Timestamp> due_at = {};  ///< the due instant to run for; empty: nothing is due
  std::int64_t dropped = 0;              ///< earlier due instants that are given up with it
};

/// Applies a job's policy for missed runs to the due instants after `covered_until`, the newest one
/// that is dealt with, up to `now`. Pure. [any]
DuePlan planDue(const ScheduleRule& rule, MissedRuns missed, int catch_up_max,
                Timestamp covered_until, Timestamp now);

}  // namespace itops::scheduler
