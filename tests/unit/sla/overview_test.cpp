#include "period/overview.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::Eq;

const Instant kMidMarch = instantOf(*parseTimestamp("2026-03-11T12:00:00Z"));
constexpr int kHighTarget = 1;  // 99.9 %: 44 minutes and 38 seconds of March

CurrentDefinitions definitions() {
  Definition high;
  high.name = "high";
  high.target = Percent::ofTenThousandths(999'000);
  return {{{kHighTarget, high}}, "Europe/Berlin", kMidMarch};
}

ClassTimes timesOf(Duration up, Duration down = Duration(0)) {
  ClassTimes of;
  of.add(TimeClass::kUp, up);
  of.add(TimeClass::kDown, down);
  return of;
}

TEST(OverviewTest, CountsServicesByHowTheyStand) {
  ClassTimes in_maintenance;
  in_maintenance.add(TimeClass::kMaintenance, hours(10));
  const std::vector<ServiceTimes> services{
      {kHighTarget,
       6,
       1,
       {timesOf(hours(3), hours(1)), timesOf(hours(300), minutes(40)), in_maintenance}},
      {std::nullopt, 2, 0, {}}};
  const Overview overview = overviewOf(services, definitions(), kMidMarch);
  EXPECT_EQ(overview.services, 8);
  EXPECT_EQ(overview.with_definition, 6);
  EXPECT_EQ(overview.met, 1);
  EXPECT_EQ(overview.breached, 1);
  EXPECT_EQ(overview.at_risk, 1);
  EXPECT_EQ(overview.no_data, 3) << "one in maintenance all the time, two without a known instant";
  // (100 + 75 + 99.7783) / 3
  EXPECT_EQ(overview.average_uptime->toString(), "91.5928");
}

TEST(OverviewTest, OfNothingHasNoAverage) {
  EXPECT_THAT(overviewOf({}, definitions(), {}).average_uptime, Eq(std::nullopt));
}

TEST(OverviewTest, MonthAndDayAreThoseOfTheDefinitionsClocks) {
  const CurrentDefinitions all = definitions();
  const CurrentDefinition& current = all.of(kHighTarget);
  EXPECT_EQ(formatTimestamp(current.month.interval.from), "2026-02-28T23:00:00Z");
  EXPECT_EQ(formatTimestamp(current.day.interval.from), "2026-03-10T23:00:00Z");
  EXPECT_EQ(definitions().of(4711).time_zone, "Europe/Berlin");
}

MeasuredGroup group(const char* name, Duration up, Duration down) {
  MeasuredGroup group;
  group.row.name = name;
  group.row.current.month = StoredPeriod{{}, timesOf(up, down), 1};
  group.figures = currentFigures(group.row.current, definitions().of(kHighTarget), Subject::kGroup,
                                 1, kMidMarch);
  return group;
}

TEST(OverviewTest, TheWorstGroupsComeFirst) {
  const std::vector<MeasuredGroup> groups{
      group("silent", hours(0), hours(0)), group("fine", hours(100), hours(0)),
      group("worse", hours(10), hours(2)), group("also fine", hours(9), hours(0)),
      group("bad", hours(10), hours(1)),   group("shaky", hours(100), minutes(40))};
  std::vector<std::string> names;
  for (const auto& one : worstOf(groups, 5)) names.push_back(one.row.name);
  EXPECT_THAT(names, ElementsAre("worse", "bad", "shaky", "also fine", "fine"));
}

}  // namespace
}  // namespace itops::sla
