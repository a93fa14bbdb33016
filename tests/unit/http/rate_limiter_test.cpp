#include "http/rate_limiter.hpp"

#include <gtest/gtest.h>

namespace itops::http {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

constexpr RateLimiter::TimePoint kStart{seconds(1000)};

TEST(RateLimiter, AdmitsABurstAndThenTheRate) {
  RateLimiter limiter(2, 3);
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(limiter.admit("a", kStart));
  EXPECT_EQ(limiter.admit("a", kStart), seconds(1));
  EXPECT_FALSE(limiter.admit("a", kStart + milliseconds(500)));
  EXPECT_TRUE(limiter.admit("a", kStart + milliseconds(500)));
}

TEST(RateLimiter, TellsTheWholeSecondsUntilTheNextToken) {
  RateLimiter limiter(0.1, 1);
  EXPECT_FALSE(limiter.admit("a", kStart));
  EXPECT_EQ(limiter.admit("a", kStart), seconds(10));
  EXPECT_EQ(limiter.admit("a", kStart + milliseconds(4500)), seconds(6));
  EXPECT_FALSE(limiter.admit("a", kStart + seconds(10)));
}

TEST(RateLimiter, FillsABucketToItsBurstOnly) {
  RateLimiter limiter(1, 2);
  EXPECT_FALSE(limiter.admit("a", kStart));
  const auto later = kStart + std::chrono::hours(1);
  EXPECT_FALSE(limiter.admit("a", later));
  EXPECT_FALSE(limiter.admit("a", later));
  EXPECT_TRUE(limiter.admit("a", later));
}

TEST(RateLimiter, CountsCallersApart) {
  RateLimiter limiter(1, 1);
  EXPECT_FALSE(limiter.admit("a", kStart));
  EXPECT_FALSE(limiter.admit("b", kStart));
  EXPECT_TRUE(limiter.admit("a", kStart));
}

TEST(RateLimiter, AdmitsEverythingWithoutARate) {
  RateLimiter limiter(0, 1);
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(limiter.admit("a", kStart));
  EXPECT_EQ(limiter.remembered(), 0U);
}

TEST(RateLimiter, ForgetsTheOneThatWasSilentLongest) {
  RateLimiter limiter(1, 1, 2);
  EXPECT_FALSE(limiter.admit("a", kStart));
  EXPECT_FALSE(limiter.admit("b", kStart));
  EXPECT_TRUE(limiter.admit("a", kStart));
  EXPECT_FALSE(limiter.admit("c", kStart)) << "takes the place of b";
  EXPECT_EQ(limiter.remembered(), 2U);
  EXPECT_TRUE(limiter.admit("a", kStart));
  EXPECT_FALSE(limiter.admit("b", kStart)) << "begins anew";
}

}  // namespace
}  // namespace itops::http
