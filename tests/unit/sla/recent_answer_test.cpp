#include "period/recent_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using std::chrono::milliseconds;
using testing::Eq;
using testing::Optional;

const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");
const Instant kCounted = instantOf(kNoon);

TEST(RecentAnswerTest, IsGivenForASecond) {
  RecentAnswer recent;
  EXPECT_THAT(recent.find(kCounted, kNoon), Eq(std::nullopt));
  recent.keep("text", kCounted, kNoon);
  EXPECT_THAT(recent.find(kCounted, kNoon + milliseconds(999)), Optional(Eq("text")));
  EXPECT_THAT(recent.find(kCounted, kNoon + milliseconds(1000)), Eq(std::nullopt));
}

TEST(RecentAnswerTest, IsNotGivenWhenMoreWasCounted) {
  RecentAnswer recent;
  recent.keep("text", std::nullopt, kNoon);
  EXPECT_THAT(recent.find(kCounted, kNoon), Eq(std::nullopt));
  recent.keep("text", kCounted, kNoon);
  EXPECT_THAT(recent.find(kCounted + std::chrono::minutes(5), kNoon), Eq(std::nullopt));
}

TEST(RecentAnswerTest, IsNotGivenWhenTheClockWentBack) {
  RecentAnswer recent;
  recent.keep("text", kCounted, kNoon);
  EXPECT_THAT(recent.find(kCounted, kNoon - milliseconds(1)), Eq(std::nullopt));
}

}  // namespace
}  // namespace itops::sla
