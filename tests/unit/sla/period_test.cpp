#include "arithmetic/period.hpp"

#include <gtest/gtest.h>

#include <string>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;

Instant at(const char* text) {
  return instantOf(*parseTimestamp(text));
}

std::string describe(const Period& period) {
  return period.key + ": " + formatTimestamp(period.interval.from) + " " +
         std::to_string(period.interval.length() / hours(1)) + " h";
}

struct PeriodCase {
  const char* name;
  const char* zone;
  PeriodType type;
  const char* instant;
  const char* expected;
};

class PeriodTest : public ::testing::TestWithParam<PeriodCase> {};

TEST_P(PeriodTest, HasItsKeyStartAndLength) {
  const PeriodCase& test = GetParam();
  EXPECT_EQ(describe(Calendar(test.zone).periodOf(test.type, at(test.instant))), test.expected);
}

INSTANTIATE_TEST_SUITE_P(
    Utc, PeriodTest,
    ::testing::Values(PeriodCase{"Hour", "UTC", PeriodType::kHourly, "2026-03-01T14:59:59.999Z",
                                 "2026-03-01T14Z: 2026-03-01T14:00:00Z 1 h"},
                      PeriodCase{"Day", "UTC", PeriodType::kDaily, "2026-03-01T00:00:00Z",
                                 "2026-03-01: 2026-03-01T00:00:00Z 24 h"},
                      PeriodCase{"LeapDay", "UTC", PeriodType::kDaily, "2028-02-29T12:00:00Z",
                                 "2028-02-29: 2028-02-29T00:00:00Z 24 h"},
                      PeriodCase{"FebruaryOfALeapYear", "UTC", PeriodType::kMonthly,
                                 "2028-02-29T12:00:00Z", "2028-02: 2028-02-01T00:00:00Z 696 h"},
                      PeriodCase{"MonthOf28Days", "UTC", PeriodType::kMonthly,
                                 "2026-02-28T23:59:59Z", "2026-02: 2026-02-01T00:00:00Z 672 h"},
                      PeriodCase{"MonthOf30Days", "UTC", PeriodType::kMonthly,
                                 "2026-04-30T00:00:00Z", "2026-04: 2026-04-01T00:00:00Z 720 h"},
                      PeriodCase{"MonthOf31Days", "UTC", PeriodType::kMonthly,
                                 "2026-12-31T23:00:00Z", "2026-12: 2026-12-01T00:00:00Z 744 h"},
                      PeriodCase{"Week", "UTC", PeriodType::kWeekly, "2026-03-01T12:00:00Z",
                                 "2026-W09: 2026-02-23T00:00:00Z 168 h"},
                      PeriodCase{"WeekOfTheYearBefore", "UTC", PeriodType::kWeekly,
                                 "2027-01-01T12:00:00Z", "2026-W53: 2026-12-28T00:00:00Z 168 h"},
                      PeriodCase{"WeekOfTheYearAfter", "UTC", PeriodType::kWeekly,
                                 "2025-12-29T12:00:00Z", "2026-W01: 2025-12-29T00:00:00Z 168 h"},
                      PeriodCase{"Quarter", "UTC", PeriodType::kQuarterly, "2026-08-15T12:00:00Z",
                                 "2026-Q3: 2026-07-01T00:00:00Z 2208 h"},
                      PeriodCase{"Year", "UTC", PeriodType::kYearly, "2028-08-15T12:00:00Z",
                                 "2028: 2028-01-01T00:00:00Z 8784 h"},
                      PeriodCase{"BeforeTheEpoch", "UTC", PeriodType::kDaily,
                                 "1969-12-31T23:59:59Z", "1969-12-31: 1969-12-31T00:00:00Z 24 h"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    ChangeOfClocks, PeriodTest,
    ::testing::Values(PeriodCase{"SpringDayHas23Hours", "Europe/Berlin", PeriodType::kDaily,
                                 "2026-03-29T12:00:00Z", "2026-03-29: 2026-03-28T23:00:00Z 23 h"},
                      PeriodCase{"AutumnDayHas25Hours", "Europe/Berlin", PeriodType::kDaily,
                                 "2026-10-25T12:00:00Z", "2026-10-25: 2026-10-24T22:00:00Z 25 h"},
                      PeriodCase{"MarchLosesAnHour", "Europe/Berlin", PeriodType::kMonthly,
                                 "2026-03-15T12:00:00Z", "2026-03: 2026-02-28T23:00:00Z 743 h"},
                      PeriodCase{"OctoberGainsOne", "Europe/Berlin", PeriodType::kMonthly,
                                 "2026-10-15T12:00:00Z", "2026-10: 2026-09-30T22:00:00Z 745 h"},
                      PeriodCase{"TheLocalDayCounts", "Asia/Kolkata", PeriodType::kDaily,
                                 "2026-02-28T18:30:00Z", "2026-03-01: 2026-02-28T18:30:00Z 24 h"},
                      PeriodCase{"MidnightThatIsSkipped", "America/Havana", PeriodType::kDaily,
                                 "2026-03-08T12:00:00Z", "2026-03-08: 2026-03-08T05:00:00Z 23 h"},
                      PeriodCase{"MidnightThatComesTwice", "America/Havana", PeriodType::kDaily,
                                 "2026-11-01T12:00:00Z", "2026-11-01: 2026-11-01T04:00:00Z 25 h"}),
    [](const auto& one) { return one.param.name; });

TEST(CalendarTest, PeriodsInAnIntervalAdjoin) {
  const auto periods =
      Calendar("Europe/Berlin")
          .periodsIn(PeriodType::kDaily, {at("2026-03-28T22:59:00Z"), at("2026-03-30T00:00:00Z")});
  ASSERT_EQ(periods.size(), 3u);
  EXPECT_EQ(periods[0].key, "2026-03-28");
  EXPECT_EQ(periods[1].interval.from, periods[0].interval.to);
  EXPECT_EQ(periods[2].key, "2026-03-30");
}

TEST(CalendarTest, RefusesAnUnknownZoneByName) {
  EXPECT_THROW(Calendar("Mars/Olympus"), Error);
}

TEST(WindowOfTest, IsAlignedToFiveMinutesOfUtc) {
  EXPECT_EQ(windowOf(at("2026-03-01T11:49:59.999Z")),
            (Interval{at("2026-03-01T11:45:00Z"), at("2026-03-01T11:50:00Z")}));
  EXPECT_EQ(windowOf(at("2026-03-01T11:50:00Z")).from, at("2026-03-01T11:50:00Z"));
  EXPECT_EQ(windowOf(at("1969-12-31T23:59:59Z")).from, at("1969-12-31T23:55:00Z"));
}

}  // namespace
}  // namespace itops::sla
