#include "scheduler/due_plan.hpp"

#include <deque>

namespace itops::scheduler {
namespace {

/// The newest `count_max` due instants after one instant and up to another, and how many there are.
struct Passed {
  std::deque<Timestamp> newest;
  std::int64_t count = 0;
};

Passed passedBetween(const ScheduleRule& rule, Timestamp after, Timestamp until,
                     std::size_t count_max) {
  Passed passed;
  for (Timestamp due = rule.nextAfter(after); due <= until; due = rule.nextAfter(due)) {
    passed.newest.push_back(due);
    if (passed.newest.size() > count_max) passed.newest.pop_front();
    ++passed.count;
  }
  return passed;
}

}  // namespace

DuePlan planDue(const ScheduleRule& rule, MissedRuns missed, int catch_up_max,
                Timestamp covered_until, Timestamp now) {
  const bool each = missed == MissedRuns::kEach;
  const auto passed =
      passedBetween(rule, covered_until, now, each ? static_cast<std::size_t>(catch_up_max) : 1);
  if (passed.count == 0) return {};
  const Timestamp due = passed.newest.front();
  if (missed == MissedRuns::kSkip && now - due > kLateMax) return {};
  const auto kept = static_cast<std::int64_t>(passed.newest.size());
  return {due, passed.count - kept};
}

}  // namespace itops::scheduler
