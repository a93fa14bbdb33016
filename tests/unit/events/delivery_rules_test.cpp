#include "events/delivery_rules.hpp"

#include <gtest/gtest.h>

namespace itops::events::test {
namespace {

using std::chrono::milliseconds;

const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");
const RetryLimits kLimits{milliseconds(1'000), milliseconds(300'000), 20};

TEST(RetryDelay, DoublesFromTheFirstFailureUpToTheLimit) {
  EXPECT_EQ(retryDelay(1, kLimits, 0), milliseconds(1'000));
  EXPECT_EQ(retryDelay(2, kLimits, 0), milliseconds(2'000));
  EXPECT_EQ(retryDelay(9, kLimits, 0), milliseconds(256'000));
  EXPECT_EQ(retryDelay(10, kLimits, 0), milliseconds(300'000));
  EXPECT_EQ(retryDelay(1'000, kLimits, 0), milliseconds(300'000));
}

TEST(RetryDelay, LosesAtMostAHalfToItsJitter) {
  EXPECT_EQ(retryDelay(3, kLimits, 0.5), milliseconds(3'000));
  EXPECT_EQ(retryDelay(3, kLimits, 1), milliseconds(2'000));
  EXPECT_EQ(retryDelay(3, kLimits, 7), milliseconds(2'000));
}

TEST(KeyOrder, LetsPassWhatWaitsForNobody) {
  EXPECT_EQ(KeyOrder().waitsUntil(std::nullopt), std::nullopt);
}

TEST(KeyOrder, LetsPassWhatFollowsAFinishedEvent) {
  KeyOrder order;
  order.finish(5);
  EXPECT_EQ(order.waitsUntil(Predecessor{5, kNoon}), std::nullopt);
}

TEST(KeyOrder, PutsOffBehindAnEventThatIsNotInThisBatch) {
  EXPECT_EQ(KeyOrder().waitsUntil(Predecessor{5, kNoon}), kNoon);
}

TEST(KeyOrder, PutsOffAllThatFollowAFailure) {
  KeyOrder order;
  const Timestamp later = kNoon + std::chrono::seconds(7);
  order.putOff(5, later);
  EXPECT_EQ(order.waitsUntil(Predecessor{5, kNoon}), later);
  order.putOff(6, later);
  EXPECT_EQ(order.waitsUntil(Predecessor{6, kNoon}), later);
}

}  // namespace
}  // namespace itops::events::test
