#include "arithmetic/roll_up.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace itops::sla {
namespace {

using std::chrono::seconds;

constexpr Instant kWindowStart{};
constexpr std::string_view kLetters =
    "uxdm?-";  // up, degraded (x), down, maintenance, unknown, excluded

/// A member by a letter per second.
std::vector<Segment> member(const std::string& letters) {
  std::vector<Segment> segments;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    const Instant from = kWindowStart + seconds(i);
    const auto time_class = static_cast<TimeClass>(kLetters.find(letters[i]));
    if (!segments.empty() && segments.back().time_class == time_class) {
      segments.back().interval.to = from + seconds(1);
    } else {
      segments.push_back({{from, from + seconds(1)}, time_class});
    }
  }
  return segments;
}

/// Seconds per class in the order of kLetters.
std::string rolled(const std::vector<std::string>& members, RollUp rule, int window_seconds) {
  std::vector<std::vector<Segment>> all;
  for (const auto& letters : members) all.push_back(member(letters));
  const auto times = rolledUp({kWindowStart, kWindowStart + seconds(window_seconds)}, all, rule);
  std::string text;
  for (std::size_t i = 0; i < kTimeClassCount; ++i) {
    const auto count = times.of(static_cast<TimeClass>(i)).count() / 1000;
    if (count > 0) text += std::to_string(count) + kLetters[i] + " ";
  }
  return text;
}

TEST(RollUpTest, WorstIsTheWorstMemberAtEachInstant) {
  EXPECT_EQ(rolled({"uuuuu", "u?xdu"}, RollUp::kWorst, 5), "2u 1x 1d 1? ");
  EXPECT_EQ(rolled({"d", "?"}, RollUp::kWorst, 1), "1d ");
  EXPECT_EQ(rolled({"?", "x"}, RollUp::kWorst, 1), "1? ");
}

TEST(RollUpTest, MembersInMaintenanceOrExcludedAreLeftOut) {
  EXPECT_EQ(rolled({"m-md", "uum-"}, RollUp::kWorst, 4), "2u 1d 1m ");
  EXPECT_EQ(rolled({"m-", "--"}, RollUp::kWorst, 2), "1m 1- ");
}

TEST(RollUpTest, AnyIsUpWhileOneMemberIs) {
  EXPECT_EQ(rolled({"uddd?", "dux?d"}, RollUp::kAny, 5), "2u 1x 2? ");
  EXPECT_EQ(rolled({"dd", "md"}, RollUp::kAny, 2), "2d ");
}

TEST(RollUpTest, AverageSumsTheMembersTimes) {
  EXPECT_EQ(rolled({"uud", "ux?"}, RollUp::kAverage, 3), "3u 1x 1d 1? ");
}

TEST(RollUpTest, WithoutMembersNothingIsKnown) {
  EXPECT_EQ(rolled({}, RollUp::kWorst, 3), "3? ");
  EXPECT_EQ(rolled({}, RollUp::kAny, 3), "3? ");
  EXPECT_EQ(rolled({}, RollUp::kAverage, 3), "");
}

}  // namespace
}  // namespace itops::sla
