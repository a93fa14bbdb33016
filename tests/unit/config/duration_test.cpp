#include "config/duration.hpp"

#include <gtest/gtest.h>

namespace itops::config {
namespace {

using namespace std::chrono_literals;

TEST(Duration, ReadsEachUnit) {
  EXPECT_EQ(parseDuration("250ms"), 250ms);
  EXPECT_EQ(parseDuration("30s"), 30s);
  EXPECT_EQ(parseDuration("5m"), 5min);
  EXPECT_EQ(parseDuration("24h"), 24h);
  EXPECT_EQ(parseDuration("90d"), 24h * 90);
  EXPECT_EQ(parseDuration("0s"), 0s);
}

class NoDuration : public testing::TestWithParam<const char*> {};

TEST_P(NoDuration, IsEmpty) {
  EXPECT_FALSE(parseDuration(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(Duration, NoDuration,
                         testing::Values("", "s", "30", "-30s", "+30s", "1.5s", "1h30m", "30 s",
                                         "30S", "30sec", "30s ", " 30s", "0x10s", "36501d",
                                         "99999999999999999999s", "9223372036854775807d"));

TEST(Duration, ShowsTheShortestExactForm) {
  EXPECT_EQ(formatDuration(120s), "2m");
  EXPECT_EQ(formatDuration(90s), "90s");
  EXPECT_EQ(formatDuration(1500ms), "1500ms");
  EXPECT_EQ(formatDuration(48h), "2d");
  EXPECT_EQ(formatDuration(0ms), "0s");
}

}  // namespace
}  // namespace itops::config
