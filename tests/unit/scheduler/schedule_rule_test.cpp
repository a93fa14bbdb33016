#include "scheduler/schedule_rule.hpp"

#include <gmock/gmock.h>

#include "itops/error.hpp"
#include "unit/scheduler/moments.hpp"

namespace itops::scheduler::test {
namespace {

using std::chrono::seconds;
using Instants = std::vector<std::string>;

struct RuleCase {
  const char* name;
  Schedule schedule;
  const char* after;
  Instants due;
};

class DueInstants : public testing::TestWithParam<RuleCase> {};

TEST_P(DueInstants, AreThose) {
  const RuleCase& one = GetParam();
  EXPECT_EQ(dueInstants(ScheduleRule(one.schedule, "UTC"), one.after, one.due.size()), one.due);
}

std::string nameOf(const testing::TestParamInfo<RuleCase>& info) {
  return info.param.name;
}

// In Berlin the clocks go from 02:00 to 03:00 on 2026-03-29 (01:00 UTC) and from 03:00 to 02:00 on
// 2026-10-25 (01:00 UTC).
constexpr const char* kBerlin = "Europe/Berlin";

INSTANTIATE_TEST_SUITE_P(Every, DueInstants,
                         testing::Values(RuleCase{"CountsFromTheEpoch",
                                                  Schedule::every(seconds(300)),
                                                  "2026-03-01T12:03:20Z",
                                                  {"2026-03-01T12:05:00Z", "2026-03-01T12:10:00Z"}},
                                         RuleCase{"IsDueAfterNotAt",
                                                  Schedule::every(seconds(60)),
                                                  "2026-03-01T12:00:00Z",
                                                  {"2026-03-01T12:01:00Z"}},
                                         RuleCase{"SeesMicroseconds",
                                                  Schedule::every(seconds(1)),
                                                  "2026-03-01T12:00:00.000001Z",
                                                  {"2026-03-01T12:00:01Z"}},
                                         RuleCase{
                                             "WorksBeforeTheEpoch",
                                             Schedule::every(seconds(3600)),
                                             "1969-12-31T22:30:00Z",
                                             {"1969-12-31T23:00:00Z", "1970-01-01T00:00:00Z"}}),
                         nameOf);

INSTANTIATE_TEST_SUITE_P(
    DailyAt, DueInstants,
    testing::Values(
        RuleCase{"IsOnceADay",
                 Schedule::dailyAt("07:00"),
                 "2026-02-27T07:00:00Z",
                 {"2026-02-28T07:00:00Z", "2026-03-01T07:00:00Z"}},
        RuleCase{"KeepsTheTimeOnTheWallInSpring",
                 Schedule::dailyAt("07:00", kBerlin),
                 "2026-03-27T12:00:00Z",
                 {"2026-03-28T06:00:00Z", "2026-03-29T05:00:00Z", "2026-03-30T05:00:00Z"}},
        RuleCase{"ComesWithTheGapWhenItsTimeIsSkipped",
                 Schedule::dailyAt("02:30", kBerlin),
                 "2026-03-27T12:00:00Z",
                 {"2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z"}},
        RuleCase{"ComesAtTheFirstOfTwo",
                 Schedule::dailyAt("02:30", kBerlin),
                 "2026-10-24T12:00:00Z",
                 {"2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z"}},
        RuleCase{"IsNotDueAgainBetweenTheTwo",
                 Schedule::dailyAt("02:30", kBerlin),
                 "2026-10-25T00:45:00Z",
                 {"2026-10-26T01:30:00Z"}},
        RuleCase{"ComesAtMidnightWhereMidnightIsSkipped",  // Cairo, 2026-04-24 00:00 -> 01:00
                 Schedule::dailyAt("00:00", "Africa/Cairo"),
                 "2026-04-22T23:00:00Z",
                 {"2026-04-23T22:00:00Z", "2026-04-24T21:00:00Z"}},
        RuleCase{"KnowsHalfHours",
                 Schedule::dailyAt("00:15", "Asia/Kolkata"),
                 "2026-03-01T00:00:00Z",
                 {"2026-03-01T18:45:00Z"}},
        RuleCase{"KnowsLeapDays",
                 Schedule::dailyAt("12:00"),
                 "2028-02-28T12:00:00Z",
                 {"2028-02-29T12:00:00Z", "2028-03-01T12:00:00Z"}}),
    nameOf);

INSTANTIATE_TEST_SUITE_P(
    Cron, DueInstants,
    testing::Values(
        RuleCase{"EveryFiveMinutesGoesOnThroughTheFold",
                 Schedule::cron("*/30 * * * *", kBerlin),
                 "2026-10-24T23:45:00Z",
                 {"2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z", "2026-10-25T01:00:00Z",
                  "2026-10-25T01:30:00Z", "2026-10-25T02:00:00Z"}},
        RuleCase{"EveryHourGoesOnThroughTheGap",
                 Schedule::cron("30 * * * *", kBerlin),
                 "2026-03-29T00:00:00Z",
                 {"2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z"}},
        RuleCase{"GivenHoursComeOnceInTheFold",
                 Schedule::cron("0,30 1-3 * * *", kBerlin),
                 "2026-10-24T23:15:00Z",
                 {"2026-10-24T23:30:00Z", "2026-10-25T00:00:00Z", "2026-10-25T00:30:00Z",
                  "2026-10-25T02:00:00Z", "2026-10-25T02:30:00Z"}},
        RuleCase{"SkippedTimesComeOnceWithTheGap",
                 Schedule::cron("0,30 1-3 * * *", kBerlin),
                 "2026-03-29T00:00:00Z",
                 {"2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z"}},
        RuleCase{"ThirtyFirstSkipsShortMonths",
                 Schedule::cron("0 0 31 * *"),
                 "2026-01-31T00:00:00Z",
                 {"2026-03-31T00:00:00Z", "2026-05-31T00:00:00Z"}},
        RuleCase{"FirstOfMonthAcrossTheYear",
                 Schedule::cron("0 6 1 * *"),
                 "2026-12-01T06:00:00Z",
                 {"2027-01-01T06:00:00Z"}},
        RuleCase{"LeapDayOnly",
                 Schedule::cron("0 12 29 2 *"),
                 "2026-03-01T00:00:00Z",
                 {"2028-02-29T12:00:00Z", "2032-02-29T12:00:00Z"}},
        RuleCase{"LeapDayAcrossACenturyWithoutOne",
                 Schedule::cron("0 12 29 2 *"),
                 "2096-03-01T00:00:00Z",
                 {"2104-02-29T12:00:00Z"}},
        RuleCase{"EitherDayCountsWhenBothAreRestricted",  // 2026-03-02 is a Monday
                 Schedule::cron("0 0 15 * 1"),
                 "2026-03-09T00:00:00Z",
                 {"2026-03-15T00:00:00Z", "2026-03-16T00:00:00Z"}},
        RuleCase{"BothDaysCountWhenOneBeginsWithAStar",
                 Schedule::cron("0 0 */2 * 1"),
                 "2026-03-01T00:00:00Z",
                 {"2026-03-09T00:00:00Z", "2026-03-23T00:00:00Z"}},
        RuleCase{"SundayIsSevenToo",
                 Schedule::cron("0 0 * * 7"),
                 "2026-03-02T00:00:00Z",
                 {"2026-03-08T00:00:00Z"}},
        RuleCase{"WorkdaysEndOnFriday",
                 Schedule::cron("0 9 * * 1-5"),
                 "2026-03-06T09:00:00Z",
                 {"2026-03-09T09:00:00Z"}},
        RuleCase{"StepsOfARange",
                 Schedule::cron("0 8-18/5 * * *"),
                 "2026-03-01T00:00:00Z",
                 {"2026-03-01T08:00:00Z", "2026-03-01T13:00:00Z", "2026-03-01T18:00:00Z"}}),
    nameOf);

TEST(ScheduleRule, UsesThePlatformsTimeZoneWhereNoneIsNamed) {
  const ScheduleRule rule(Schedule::dailyAt("07:00"), kBerlin);
  EXPECT_EQ(dueInstants(rule, "2026-07-01T00:00:00Z", 1), Instants{"2026-07-01T05:00:00Z"});
  EXPECT_EQ(rule.timeZone(), kBerlin);
}

TEST(ScheduleRule, IsShownAsText) {
  EXPECT_EQ(ScheduleRule(Schedule::every(seconds(300)), "UTC").text(), "every 5m");
  EXPECT_EQ(ScheduleRule(Schedule::every(seconds(300)), "UTC").timeZone(), "");
  EXPECT_EQ(ScheduleRule(Schedule::dailyAt("07:00"), "UTC").text(), "daily at 07:00");
  EXPECT_EQ(ScheduleRule(Schedule::cron("0 7 * * 1"), "UTC").text(), "cron 0 7 * * 1");
}

std::string refusalOf(const Schedule& schedule) {
  try {
    const ScheduleRule rule(schedule, "UTC");
  } catch (const Error& error) {
    return error.code() + ": " + error.what();
  }
  return "accepted";
}

TEST(ScheduleRule, RefusesWhatCantBeRight) {
  using testing::HasSubstr;
  EXPECT_THAT(refusalOf(Schedule::every(seconds(0))), HasSubstr("1 s to 366 days"));
  EXPECT_THAT(refusalOf(Schedule::every(seconds(-5))), HasSubstr("schedule_invalid"));
  for (const char* time : {"", "7:00", "24:00", "12:60", "12-30", "ab:cd", "07:00 "}) {
    EXPECT_THAT(refusalOf(Schedule::dailyAt(time)), HasSubstr("write HH:MM")) << time;
  }
  EXPECT_THAT(refusalOf(Schedule::dailyAt("07:00", "Mars/Olympus")),
              HasSubstr("time_zone_unknown: The time zone 'Mars/Olympus'"));
}

}  // namespace
}  // namespace itops::scheduler::test
