#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "period/figures.hpp"

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;
using testing::Eq;

Instant instantAt(const char* time) {
  return instantOf(*parseTimestamp(time));
}

ClassTimes times(Duration up, Duration down = Duration(0)) {
  ClassTimes of;
  of.add(TimeClass::kUp, up);
  of.add(TimeClass::kDown, down);
  return of;
}

Definition definition(std::int32_t target, RollUp rule = RollUp::kAverage) {
  Definition of;
  of.target = Percent::ofTenThousandths(target);
  of.roll_up = rule;
  return of;
}

const Definition kHighDefinition = definition(999'000);
const Calendar kUtc("UTC");

/// Of 2026-02 with 28 days, 40 minutes and 19.2 seconds allowed by 99.9 %.
Figures february(const ClassTimes& of, const char* counted_until,
                 const Yardstick& yardstick = yardstickOf(&kHighDefinition, Subject::kService, 1)) {
  return figuresOf(kUtc.periodOf(PeriodType::kMonthly, instantAt("2026-02-14T00:00:00Z")), of,
                   yardstick, instantAt(counted_until));
}

TEST(FiguresTest, AFinishedMonthHasTheBudgetOfWhatWasCounted) {
  const Figures figures = february(times(hours(671), hours(1)), "2026-03-01T00:00:00Z");
  EXPECT_TRUE(figures.final);
  EXPECT_EQ(figures.uptime->toString(), "99.8512");
  EXPECT_EQ(figures.coverage->toString(), "100.0000");
  EXPECT_EQ(figures.budget.allowed, Duration(2'419'200));
  EXPECT_EQ(figures.budget.spent, hours(1));
  EXPECT_EQ(figures.status, SlaStatus::kBreached);
}

TEST(FiguresTest, AMonthUnderWayMaySpendWhatTheWholeMonthAllows) {
  const Figures figures = february(times(minutes(1405), minutes(35)), "2026-02-02T00:00:00Z");
  EXPECT_FALSE(figures.final);
  EXPECT_EQ(figures.budget.allowed, Duration(2'419'200));
  EXPECT_EQ(figures.budget.left(), Duration(319'200));
  EXPECT_EQ(figures.status, SlaStatus::kAtRisk) << "35 of 40 minutes";
}

TEST(FiguresTest, AMonthIsFinalWhenItsLastWindowWasCounted) {
  EXPECT_FALSE(february({}, "2026-02-28T23:55:00Z").final);
  EXPECT_TRUE(february({}, "2026-03-01T00:00:00Z").final);
}

TEST(FiguresTest, TimeBeforeTheFirstObservationAllowsNothing) {
  const Figures figures = february(times(hours(24)), "2026-03-01T00:00:00Z");
  EXPECT_EQ(figures.budget.allowed, Duration(86'400));
}

TEST(FiguresTest, AnAverageOfMembersHasTheTimeOfEachOfThem) {
  const Definition average = definition(999'000), worst = definition(999'000, RollUp::kWorst);
  const auto allowed = [](const Definition& of) {
    return february({}, "2026-02-01T00:00:00Z", yardstickOf(&of, Subject::kGroup, 3))
        .budget.allowed;
  };
  EXPECT_EQ(allowed(average), Duration(3 * 2'419'200));
  EXPECT_EQ(allowed(worst), Duration(2'419'200));
}

TEST(FiguresTest, WhatWasNeverCountedHasNoFigures) {
  const Figures figures = february({}, "2026-03-01T00:00:00Z");
  EXPECT_THAT(figures.uptime, Eq(std::nullopt));
  EXPECT_THAT(figures.coverage, Eq(std::nullopt));
  EXPECT_EQ(figures.status, SlaStatus::kNoData);
  EXPECT_EQ(figures.revision, 0);
}

TEST(FiguresTest, WithoutADefinitionNothingWasPromised) {
  const Figures figures = february(times(hours(1), hours(1)), "2026-03-01T00:00:00Z",
                                   yardstickOf(nullptr, Subject::kService, 1));
  EXPECT_EQ(figures.uptime->toString(), "50.0000");
  EXPECT_THAT(figures.target, Eq(std::nullopt));
  EXPECT_EQ(figures.status, SlaStatus::kNoData);
}

/// Hours up of each period of a type in an interval of 2026, and its revision.
std::vector<std::string> upHours(PeriodType type, const Calendar& calendar, const char* from,
                                 const char* to, const std::vector<StoredPeriod>& stored) {
  std::vector<std::string> texts;
  const auto periods = calendar.periodsIn(type, {instantAt(from), instantAt(to)});
  for (const Figures& figures :
       figuresOf(periods, stored, yardstickOf(&kHighDefinition, Subject::kService, 1), {})) {
    const auto up = std::chrono::duration_cast<hours>(figures.times.of(TimeClass::kUp));
    texts.push_back(figures.period.key + " " + std::to_string(up.count()) + "h r" +
                    std::to_string(figures.revision));
  }
  return texts;
}

TEST(FiguresTest, WeeksAreTheSumOfTheirDaysWithAllTheirRevisions) {
  const std::vector<StoredPeriod> days{{instantAt("2026-03-01T00:00:00Z"), times(hours(24)), 1},
                                       {instantAt("2026-03-02T00:00:00Z"), times(hours(20)), 3},
                                       {instantAt("2026-03-08T00:00:00Z"), times(hours(10)), 2}};
  EXPECT_THAT(
      upHours(PeriodType::kWeekly, kUtc, "2026-03-01T00:00:00Z", "2026-03-10T00:00:00Z", days),
      ElementsAre("2026-W09 24h r1", "2026-W10 30h r4", "2026-W11 0h r0"));
}

TEST(FiguresTest, DaysWithoutAnythingAreThereToo) {
  const std::vector<StoredPeriod> days{{instantAt("2026-03-02T00:00:00Z"), times(hours(24)), 1}};
  EXPECT_THAT(
      upHours(PeriodType::kDaily, kUtc, "2026-03-01T00:00:00Z", "2026-03-04T00:00:00Z", days),
      ElementsAre("2026-03-01 0h r0", "2026-03-02 24h r1", "2026-03-03 0h r0"));
}

TEST(FiguresTest, DaysOfChangedClocksStayInTheirQuarter) {
  const Calendar berlin("Europe/Berlin");
  const std::vector<StoredPeriod> days{{instantAt("2026-03-28T23:00:00Z"), times(hours(23)), 1},
                                       {instantAt("2026-03-31T22:00:00Z"), times(hours(24)), 1}};
  EXPECT_THAT(
      upHours(PeriodType::kQuarterly, berlin, "2026-01-01T00:00:00Z", "2026-04-10T00:00:00Z", days),
      ElementsAre("2026-Q1 23h r1", "2026-Q2 24h r1"));
}

TEST(FiguresTest, ADayKeepsItsDateWhenTheTimeZoneOfTheDefinitionChanges) {
  const std::vector<StoredPeriod> of_berlin{
      {instantAt("2026-02-28T23:00:00Z"), times(hours(5)), 1},
      {instantAt("2026-03-01T23:00:00Z"), times(hours(7)), 1}};
  EXPECT_THAT(
      upHours(PeriodType::kDaily, kUtc, "2026-03-01T00:00:00Z", "2026-03-03T00:00:00Z", of_berlin),
      ElementsAre("2026-03-01 5h r1", "2026-03-02 7h r1"));
}

}  // namespace
}  // namespace itops::sla
