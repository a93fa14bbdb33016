#include "aggregation/counting.hpp"

#include <gtest/gtest.h>

#include <string>

namespace itops::sla {
namespace {

using std::chrono::seconds;

const Instant kMidday = instantOf(*parseTimestamp("2026-03-01T12:00:00Z"));
const Interval kWindow{kMidday, kMidday + std::chrono::minutes(5)};

Sample sampleAt(int second, Status status) {
  return {Timestamp(kMidday + seconds(second)), status, Reporter::kPush, seconds(1000), seconds(0)};
}

Interval between(int from, int to) {
  return {kMidday + seconds(from), kMidday + seconds(to)};
}

/// `u200 d100` in seconds; empty for what was not counted.
std::string text(const TimesById& times, std::int32_t id) {
  const auto found = times.find(id);
  if (found == times.end()) return "";
  std::string text;
  const std::string letters = "uxdm?-";
  for (std::size_t i = 0; i < kTimeClassCount; ++i) {
    const auto time = found->second.of(static_cast<TimeClass>(i)).count() / 1000;
    if (time > 0) text += (text.empty() ? "" : " ") + (letters[i] + std::to_string(time));
  }
  return text;
}

/// Service 1 is up and goes down at 200 s, service 2 is up, service 3 is down.
class CountingTest : public testing::Test {
 protected:
  CountedGroup groupOf(RollUp roll_up, std::map<std::int32_t, IntervalSet> members) {
    return {9, roll_up, std::move(members)};
  }
  WindowCount count() { return countWindow(kWindow, samples_, circumstances_); }
  std::string countGroup(CountedGroup group) {
    circumstances_.groups = {std::move(group)};
    return text(count().groups, 9);
  }

  const IntervalSet always_{{{kMidday - seconds(9999), kMidday + seconds(9999)}}};
  SamplesByService samples_{
      {1, {sampleAt(-10, Status::kOperational), sampleAt(200, Status::kDown)}},
      {2, {sampleAt(0, Status::kOperational)}},
      {3, {sampleAt(-500, Status::kDown)}}};
  Circumstances circumstances_;
};

TEST_F(CountingTest, CountsEachServiceByItself) {
  const WindowCount counted = count();
  EXPECT_EQ(text(counted.services, 1), "u200 d100");
  EXPECT_EQ(text(counted.services, 2), "u300");
  EXPECT_EQ(text(counted.services, 3), "d300");
}

TEST_F(CountingTest, AServiceFirstSeenLaterHasNoWindow) {
  samples_[4] = {sampleAt(300, Status::kOperational)};
  EXPECT_EQ(text(count().services, 4), "");
}

TEST_F(CountingTest, AServiceThatWasArchivedAllTheTimeHasNoWindowAndIsNoMember) {
  circumstances_.archived = {{3, always_}};
  circumstances_.excluded = {{3, always_}};
  EXPECT_EQ(text(count().services, 3), "");
  EXPECT_EQ(countGroup(groupOf(RollUp::kWorst, {{2, always_}, {3, always_}})), "u300");
}

TEST_F(CountingTest, TheSilenceOfSomeMeansUnknown) {
  samples_[5] = {
      {Timestamp(kMidday), Status::kOperational, Reporter::kPush, seconds(60), seconds(100)}};
  EXPECT_EQ(text(count().services, 5), "u60 d200 ?40");
  circumstances_.unknown_in_silence = {5};
  EXPECT_EQ(text(count().services, 5), "u60 ?240");
}

TEST_F(CountingTest, AnAverageIsTheSumOfTheMembers) {
  EXPECT_EQ(countGroup(groupOf(RollUp::kAverage, {{1, always_}, {3, always_}})), "u200 d400");
}

TEST_F(CountingTest, TheWorstMemberCountsAtEachInstant) {
  EXPECT_EQ(countGroup(groupOf(RollUp::kWorst, {{1, always_}, {2, always_}})), "u200 d100");
}

TEST_F(CountingTest, AnyMemberThatIsUpIsEnough) {
  EXPECT_EQ(countGroup(groupOf(RollUp::kAny, {{1, always_}, {3, always_}})), "u200 d100");
  EXPECT_EQ(countGroup(groupOf(RollUp::kAny, {{2, always_}, {3, always_}})), "u300");
}

TEST_F(CountingTest, AMemberCountsWhileItWasOne) {
  const IntervalSet middle({between(50, 100)});
  EXPECT_EQ(countGroup(groupOf(RollUp::kWorst, {{2, always_}, {3, middle}})), "u250 d50");
  EXPECT_EQ(countGroup(groupOf(RollUp::kAverage, {{2, always_}, {3, middle}})), "u300 d50");
}

TEST_F(CountingTest, AGroupWithoutMembersHasNoTime) {
  EXPECT_EQ(countGroup(groupOf(RollUp::kWorst, {})), "");
  EXPECT_EQ(countGroup(groupOf(RollUp::kWorst, {{2, IntervalSet({between(-99, 0)})}})), "");
  EXPECT_EQ(countGroup(groupOf(RollUp::kWorst, {{77, always_}})), "") << "never observed";
}

TEST_F(CountingTest, AGroupThatBeginsWithinTheWindowHasTheRestOfIt) {
  const IntervalSet later({between(120, 9999)});
  EXPECT_EQ(countGroup(groupOf(RollUp::kAny, {{2, later}, {3, later}})), "u180");
}

TEST_F(CountingTest, ExcludedMembersAreLeftOut) {
  circumstances_.excluded = {{3, IntervalSet({between(0, 100)})}};
  EXPECT_EQ(countGroup(groupOf(RollUp::kWorst, {{2, always_}, {3, always_}})), "u100 d200");
}

}  // namespace
}  // namespace itops::sla
