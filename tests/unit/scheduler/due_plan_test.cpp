#include "scheduler/due_plan.hpp"

#include <gtest/gtest.h>

#include "unit/scheduler/moments.hpp"

namespace itops::scheduler::test {
namespace {

struct Case {
  const char* name;
  MissedRuns missed;
  const char* covered_until;
  const char* now;
  const char* due_at;  ///< empty: nothing
  std::int64_t dropped = 0;
};

class HourlyDuePlan : public testing::TestWithParam<Case> {};

// A job of every hour that catches up with three runs at most.
TEST_P(HourlyDuePlan, IsThat) {
  const Case& one = GetParam();
  const ScheduleRule rule(Schedule::every(std::chrono::hours(1)), "UTC");
  const DuePlan plan = planDue(rule, one.missed, 3, at(one.covered_until), at(one.now));
  EXPECT_EQ(plan.due_at ? formatTimestamp(*plan.due_at) : "", one.due_at);
  EXPECT_EQ(plan.dropped, one.dropped);
}

constexpr auto kSkip = MissedRuns::kSkip;
constexpr auto kOnce = MissedRuns::kOnce;
constexpr auto kEach = MissedRuns::kEach;
constexpr const char* kEight = "2026-03-01T08:00:00Z";
constexpr const char* kTwelve = "2026-03-01T12:00:00Z";

INSTANTIATE_TEST_SUITE_P(
    All, HourlyDuePlan,
    testing::Values(
        Case{"NothingBeforeTheNextIsDue", kOnce, kEight, "2026-03-01T08:59:59.999999Z", ""},
        Case{"DueAtItsInstant", kOnce, kEight, "2026-03-01T09:00:00Z", "2026-03-01T09:00:00Z"},
        Case{"OnceForAllThatWereMissed", kOnce, kEight, "2026-03-01T12:30:00Z", kTwelve, 3},
        Case{"EachFromTheEarliest", kEach, kEight, "2026-03-01T10:30:00Z", "2026-03-01T09:00:00Z"},
        Case{"EachButNoMoreThanTheLimit", kEach, kEight, "2026-03-01T13:30:00Z",
             "2026-03-01T11:00:00Z", 2},
        Case{"SkippedWhenMissed", kSkip, kEight, "2026-03-01T12:30:00Z", ""},
        Case{"NotSkippedWhileTheLeaderChanges", kSkip, "2026-03-01T11:00:00Z",
             "2026-03-01T12:00:09Z", kTwelve},
        Case{"SkippedButTheNewestIsOnTime", kSkip, kEight, "2026-03-01T12:00:00Z", kTwelve, 3},
        Case{"NothingWhenTheClockWentBack", kOnce, kTwelve, "2026-03-01T09:30:00Z", ""}),
    [](const auto& one) { return std::string(one.param.name); });

}  // namespace
}  // namespace itops::scheduler::test
