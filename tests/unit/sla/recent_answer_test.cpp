#include "period/recent_answer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using std::chrono::milliseconds;
using testing::Eq;
using testing::Optional;

const Timestamp kNow = *parseTimestamp("2026-03-01T12:00:00Z");
const Instant kCounted = instantOf(kNow);

TEST(RecentAnswerTest, IsGivenForASecond) {
  RecentAnswer recent;
  EXPECT_THAT(recent.find(kCounted, kNow), Eq(std::nullopt));
  recent.keep("text", kCounted, kNow);
  EXPECT_THAT(recent.find(kCounted, kNow + milliseconds(999)), Optional(Eq("text")));
  EXPECT_THAT(recent.find(kCounted, kNow + milliseconds(1000)), Eq(std::nullopt));
}

TEST(RecentAnswerTest, IsNotGivenWhenMoreWasCounted) {
  RecentAnswer recent;
  recent.keep("text", std::nullopt, kNow);
  EXPECT_THAT(recent.find(kCounted, kNow), Eq(std::nullopt));
  recent.keep("text", kCounted, kNow);
  EXPECT_THAT(recent.find(kCounted + std::chrono::minutes(5), kNow), Eq(std::nullopt));
}

TEST(RecentAnswerTest, IsNotGivenWhenTheClockWentBack) {
  RecentAnswer recent;
  recent.keep("text", kCounted, kNow);
  EXPECT_THAT(recent.find(kCounted, kNow - milliseconds(1)), Eq(std::nullopt));
}

}  // namespace
}  // namespace itops::sla
