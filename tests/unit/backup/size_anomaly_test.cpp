#include "size_anomaly.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>
#include <vector>

namespace itops::backup {
namespace {

using testing::HasSubstr;

constexpr std::int64_t kMiB = 1024 * 1024;

std::vector<std::int64_t> mebibytes(const std::vector<std::int64_t>& sizes) {
  std::vector<std::int64_t> bytes;
  for (const auto size : sizes) bytes.push_back(size * kMiB);
  return bytes;
}

TEST(SizeAnomaly, IsWhatLiesOutsideTheScatterOfEarlierSizes) {
  struct Case {
    const char* name;
    std::int64_t size;
    std::vector<std::int64_t> earlier;
    bool anomalous;
  };
  const std::vector<Case> cases{
      {"the same size", 100, {100, 100, 100, 100, 100}, false},
      {"a quarter less", 75, {100, 100, 100, 100, 100}, false},
      {"more than a quarter less", 74, {100, 100, 100, 100, 100}, true},
      {"a quarter more", 125, {100, 100, 100, 100, 100}, false},
      {"more than that", 126, {100, 100, 100, 100, 100}, true},
      {"too few to say", 1, {100, 100, 100, 100}, false},
      {"none to say", 1, {}, false},
      {"wide scatter allows more", 60, {80, 90, 100, 110, 120}, false},
      {"but an empty one never", 0, {20, 60, 100, 140, 180}, true},
      {"all were empty", 0, {0, 0, 0, 0, 0}, false},
      {"no longer empty", 1, {0, 0, 0, 0, 0}, true},
      {"an odd one among them changes nothing", 10, {100, 1, 101, 99, 100, 9999}, true},
      {"a second broken one is one too", 1, {1, 100, 100, 100, 100, 100}, true},
      {"and a third", 1, {1, 1, 100, 100, 100, 100, 100}, true},
      {"the first full one among increments", 100, {5, 5, 5, 5, 5, 5}, true},
      {"a full one that was seen twice", 100, {5, 5, 99, 5, 5, 5, 101, 5}, false},
      {"an increment among them", 5, {5, 5, 99, 5, 5, 5, 101, 5}, false},
      {"slow growth", 120, {118, 116, 114, 112, 110, 108, 106, 104, 102, 100}, false},
      {"the middle of an even count", 145, {100, 100, 100, 110, 110, 110}, true},
  };
  for (const Case& one : cases) {
    EXPECT_EQ(sizeAnomalyOf(one.size * kMiB, mebibytes(one.earlier)).has_value(), one.anomalous)
        << one.name;
  }
}

TEST(SizeAnomaly, SaysWhatWouldBeUsual) {
  const auto anomaly = sizeAnomalyOf(10 * kMiB, mebibytes({98, 100, 102, 100, 104, 96}));
  ASSERT_TRUE(anomaly);
  EXPECT_EQ(anomaly->size_bytes, 10 * kMiB);
  EXPECT_EQ(anomaly->usual_bytes, 100 * kMiB);
  EXPECT_EQ(anomaly->least_bytes, 75 * kMiB);
  EXPECT_EQ(anomaly->most_bytes, 125 * kMiB);
  EXPECT_EQ(anomaly->count, 6);
}

TEST(SizeAnomaly, IsExplainedInUnitsThatPeopleRead) {
  const std::string smaller = explanationOf({820, 5 * kMiB, 4 * kMiB, 6 * kMiB, 12});
  EXPECT_THAT(smaller, HasSubstr("has 820 bytes, which is less than usual"));
  EXPECT_THAT(smaller, HasSubstr("the 12 successes before it had 5.0 MiB in the middle"));
  EXPECT_THAT(smaller, HasSubstr("4.0 MiB to 6.0 MiB"));
  EXPECT_THAT(explanationOf({3 * kMiB * 1024, kMiB, kMiB, kMiB, 5}),
              HasSubstr("has 3.0 GiB, which is more than usual"));
}

TEST(SizeAnomaly, HoldsSizesUpToTheLimitOfTheirType) {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max();
  const auto anomaly = sizeAnomalyOf(0, std::vector<std::int64_t>(5, most));
  ASSERT_TRUE(anomaly);
  EXPECT_GT(anomaly->most_bytes, most / 2);
}

}  // namespace
}  // namespace itops::backup
