#include "arithmetic/timeline.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace itops::sla {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// Tests count seconds from the start of a window of 300 s.
const Instant kMidnight{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};

Instant after(double seconds_in) {
  return kMidnight + milliseconds(static_cast<std::int64_t>(seconds_in * 1000));
}

Sample push(double seconds_in, Status status, int hold = 120, int down_after = 300) {
  return {Timestamp(after(seconds_in)), status, Reporter::kPush, seconds(hold),
          seconds(down_after)};
}

Sample agent(double seconds_in, Status status) {
  return {Timestamp(after(seconds_in)), status, Reporter::kAgent, seconds(90), seconds(0)};
}

std::string secondsText(Instant instant) {
  const auto count = (instant - kMidnight).count();
  std::string text = std::to_string(count / 1000);
  if (count % 1000 != 0) text += "." + std::to_string(1000 + count % 1000).substr(1);
  return text;
}

std::string className(TimeClass time_class) {
  static const std::vector<std::string> kNames{"up",          "degraded", "down",
                                               "maintenance", "unknown",  "excluded"};
  return kNames[static_cast<std::size_t>(time_class)];
}

/// `0 unknown 10 up 300`: from 0 to 10 unknown, up until 300.
std::string describe(const std::vector<Segment>& segments) {
  std::string text;
  for (const Segment& segment : segments) {
    text += secondsText(segment.interval.from) + " " + className(segment.time_class) + " ";
  }
  return segments.empty() ? "nothing" : text + secondsText(segments.back().interval.to);
}

struct Timeline {
  std::string name;
  std::vector<Sample> samples;
  std::string expected;
  std::vector<Interval> outages = {};
  std::vector<Interval> exclusions = {};
  SilencePolicy silence = SilencePolicy::kDown;
  Interval window = {after(0), after(300)};
};

class TimelineTest : public ::testing::TestWithParam<Timeline> {};

constexpr Status kOk = Status::kOperational;

TEST_P(TimelineTest, ClassifiesEachInstant) {
  const Timeline& timeline = GetParam();
  const IntervalSet outages(timeline.outages), exclusions(timeline.exclusions);
  const auto segments =
      classify(timeline.window, inOrder(timeline.samples), {outages, exclusions, timeline.silence});
  EXPECT_EQ(describe(segments), timeline.expected);
  EXPECT_EQ(classTimes(segments).total(), timeline.window.length());
}

INSTANTIATE_TEST_SUITE_P(
    Observations, TimelineTest,
    ::testing::Values(
        Timeline{"NoHistory", {}, "0 unknown 300"},
        Timeline{"OneStateAllWindow",
                 {push(-30, kOk), push(60, kOk), push(150, kOk), push(240, kOk)},
                 "0 up 300"},
        Timeline{"KnownOnlyBefore", {push(-60, kOk)}, "0 up 60 unknown 240 down 300"},
        Timeline{"FirstStateInside", {push(100, kOk)}, "0 unknown 100 up 220 unknown 300"},
        Timeline{"OnlyAfterTheWindow", {push(300, kOk)}, "0 unknown 300"},
        Timeline{"AtTheWindowsFirstInstant", {push(0, kOk)}, "0 up 120 unknown 300"},
        Timeline{"TheLastBeforeCounts",
                 {push(-90, Status::kDown), push(-30, kOk)},
                 "0 up 90 unknown 270 down 300"},
        Timeline{"UnknownAtStartAndEnd", {push(100, kOk, 50)}, "0 unknown 100 up 150 unknown 300"},
        Timeline{"ReportedUnknown",
                 {push(0, Status::kUnknown), push(100, kOk)},
                 "0 unknown 100 up 220 unknown 300"},
        Timeline{"EachStatus",
                 {push(0, kOk), push(50, Status::kDegraded), push(100, Status::kDown),
                  push(150, Status::kMaintenance), push(200, Status::kUnknown), push(250, kOk)},
                 "0 up 50 degraded 100 down 150 maintenance 200 unknown 250 up 300"},
        Timeline{"OutOfOrder",
                 {push(200, kOk), push(100, Status::kDown)},
                 "0 unknown 100 down 200 up 300"},
        Timeline{"MillisecondsCount",
                 {push(0.25, kOk), push(0.75, Status::kDown)},
                 "0 unknown 0.250 up 0.750 down 120.750 unknown 300"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    SameInstant, TimelineTest,
    ::testing::Values(
        Timeline{"DownBeforeAll",
                 {push(0, kOk), push(0, Status::kMaintenance), push(0, Status::kDegraded),
                  push(0, Status::kUnknown), push(0, Status::kDown), push(100, kOk)},
                 "0 down 100 up 220 unknown 300"},
        Timeline{"UnknownBeforeDegraded",
                 {push(0, Status::kDegraded), push(0, Status::kUnknown), push(100, kOk)},
                 "0 unknown 100 up 220 unknown 300"},
        Timeline{"DegradedBeforeMaintenance",
                 {push(0, Status::kMaintenance), push(0, Status::kDegraded)},
                 "0 degraded 120 unknown 300"},
        Timeline{"MaintenanceBeforeOperational",
                 {push(0, kOk), push(0, Status::kMaintenance)},
                 "0 maintenance 300"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Silence, TimelineTest,
    ::testing::Values(
        Timeline{"OverTwoMinutesIsUnknown", {push(0, kOk)}, "0 up 120 unknown 300"},
        Timeline{"OverFiveMinutesIsDown", {push(-200, kOk)}, "0 unknown 100 down 300"},
        Timeline{"LongSilenceIsDownAllWindow", {push(-86400, kOk)}, "0 down 300"},
        Timeline{"ByPolicyStaysUnknown",
                 {push(-200, kOk)},
                 "0 unknown 300",
                 {},
                 {},
                 SilencePolicy::kUnknown},
        Timeline{"OfAnAgentStaysUnknown", {agent(-200, kOk)}, "0 unknown 300"},
        Timeline{"AfterAnAgentsReportHoldsNinetySeconds",
                 {agent(10, kOk)},
                 "0 unknown 10 up 100 unknown 300"},
        Timeline{"OfASlowReporter", {push(0, kOk, 1800, 4500)}, "0 up 300"},
        Timeline{"AfterAReportedUnknown", {push(-299, Status::kUnknown)}, "0 unknown 1 down 300"},
        Timeline{"AfterMaintenanceIsMaintenance",
                 {push(-86400, Status::kMaintenance)},
                 "0 maintenance 300"},
        Timeline{"WithoutThresholdStaysUnknown", {push(-86400, kOk, 120, 0)}, "0 unknown 300"},
        Timeline{
            "EndsWithThePush", {push(-290, kOk), push(200, kOk)}, "0 unknown 10 down 200 up 300"}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    PlatformOutage, TimelineTest,
    ::testing::Values(
        Timeline{"StopsTheClockOfSilence",
                 {push(-200, kOk)},
                 "0 unknown 150 down 300",
                 {{after(-50), after(0)}}},
        Timeline{"InsideSilenceIsUnknown",
                 {push(-300, kOk)},
                 "0 down 100 unknown 200 down 300",
                 {{after(100), after(200)}}},
        Timeline{"DoesNotTouchObservedTime",
                 {push(0, kOk), push(100, Status::kDown), push(200, kOk)},
                 "0 up 100 down 200 up 300",
                 {{after(0), after(300)}}},
        Timeline{"AnObservationInsideCountsForItsHold",
                 {push(50, kOk, 60)},
                 "0 unknown 50 up 110 unknown 300",
                 {{after(0), after(300)}}},
        Timeline{"AllSinceTheObservation",
                 {push(-86400, kOk)},
                 "0 unknown 300",
                 {{after(-86400), after(300)}}},
        Timeline{"OverlappingOnesCountOnce",
                 {push(-250, kOk)},
                 "0 unknown 150 down 300",
                 {{after(-100), after(-20)}, {after(-60), after(0)}, {after(-90), after(-80)}}},
        Timeline{"HoldIsNotProlonged",
                 {push(0, kOk, 100)},
                 "0 up 100 unknown 300",
                 {{after(0), after(90)}}},
        Timeline{"MaintenanceGoesOn",
                 {push(-10, Status::kMaintenance)},
                 "0 maintenance 300",
                 {{after(0), after(300)}}}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(
    Exclusion, TimelineTest,
    ::testing::Values(
        Timeline{"OverridesEveryClass",
                 {push(0, kOk), push(100, Status::kDown), push(150, Status::kMaintenance)},
                 "0 up 50 excluded 200 maintenance 300",
                 {},
                 {{after(50), after(200)}}},
        Timeline{"OverlappingAndNested",
                 {push(0, kOk), push(100, kOk), push(200, kOk)},
                 "0 up 50 excluded 150 up 250 excluded 300",
                 {},
                 {{after(50), after(100)},
                  {after(80), after(150)},
                  {after(90), after(95)},
                  {after(250), after(400)}}},
        Timeline{
            "CrossingBothEnds", {push(0, kOk)}, "0 excluded 300", {}, {{after(-10), after(310)}}},
        Timeline{
            "OfZeroLength", {push(0, kOk)}, "0 up 120 unknown 300", {}, {{after(50), after(50)}}},
        Timeline{"Outside", {push(0, kOk)}, "0 up 120 unknown 300", {}, {{after(300), after(400)}}},
        Timeline{"OverAnOutage",
                 {push(-86400, kOk)},
                 "0 down 50 excluded 200 unknown 250 down 300",
                 {{after(100), after(250)}},
                 {{after(50), after(200)}}}),
    [](const auto& one) { return one.param.name; });

INSTANTIATE_TEST_SUITE_P(WindowOfZeroLength, TimelineTest,
                         ::testing::Values(Timeline{"HasNoTime",
                                                    {push(0, kOk)},
                                                    "nothing",
                                                    {},
                                                    {},
                                                    SilencePolicy::kDown,
                                                    {after(0), after(0)}}),
                         [](const auto& one) { return one.param.name; });

TEST(TimelineTest, FlappingEachSecondCountsEachSecond) {
  std::vector<Sample> samples;
  for (int second = 0; second < 300; ++second) {
    samples.push_back(push(second, second % 2 == 0 ? kOk : Status::kDown));
  }
  const IntervalSet none;
  const auto times = classTimes(classify({after(0), after(300)}, samples, {none, none}));
  EXPECT_EQ(times.of(TimeClass::kUp), seconds(150));
  EXPECT_EQ(times.of(TimeClass::kDown), seconds(150));
}

TEST(TimelineTest, OfTwoWithinAMillisecondTheLaterCounts) {
  Sample first = push(10, Status::kDown), second = push(10, kOk);
  first.observed_at += std::chrono::microseconds(100);
  second.observed_at += std::chrono::microseconds(900);
  const IntervalSet none;
  const auto segments = classify({after(0), after(300)}, inOrder({second, first}), {none, none});
  EXPECT_EQ(describe(segments), "0 unknown 10 up 130 unknown 300");
}

}  // namespace
}  // namespace itops::sla
