#include "identity/login_throttle.hpp"

#include <gtest/gtest.h>

#include <set>

namespace itops::identity {
namespace {

using std::chrono::seconds;

class LoginThrottleTest : public testing::Test {
 protected:
  void fail(const std::string& name, const std::string& address, int times) {
    for (int i = 0; i < times; ++i) throttle_.failed(name, address, now_);
  }
  bool waits(const std::string& name, const std::string& address) {
    return throttle_.waitOf(name, address, now_).has_value();
  }

  LoginThrottle throttle_{{.address_failures_max = 30, .remembered_max = 50}};
  Timestamp now_ = *parseTimestamp("2026-03-01T12:00:00Z");
};

TEST_F(LoginThrottleTest, MakesANameWaitAfterTenFailuresFromAnywhere) {
  for (int i = 0; i < 9; ++i) fail("ann", "192.0.2." + std::to_string(i), 1);
  EXPECT_FALSE(waits("ann", "198.51.100.1"));
  fail("ann", "192.0.2.99", 1);
  EXPECT_TRUE(waits("ann", "198.51.100.1"));
  EXPECT_FALSE(waits("bob", "198.51.100.1"));
}

// Behind one address there may be many people.
TEST_F(LoginThrottleTest, MakesAnAddressWaitAfterMoreFailuresOfAnyNames) {
  for (int i = 0; i < 29; ++i) fail("name" + std::to_string(i), "192.0.2.1", 1);
  EXPECT_FALSE(waits("new", "192.0.2.1"));
  fail("another", "192.0.2.1", 1);
  EXPECT_TRUE(waits("new", "192.0.2.1"));
  EXPECT_FALSE(waits("new", "192.0.2.2"));
}

TEST_F(LoginThrottleTest, WaitsLongerEachTimeUpToALimit) {
  fail("ann", "a", 10);
  const auto first = *throttle_.waitOf("ann", "b", now_);
  EXPECT_GE(first, seconds(27));
  EXPECT_LE(first, seconds(34));
  fail("ann", "a", 1);
  EXPECT_GE(*throttle_.waitOf("ann", "b", now_), seconds(54));
  fail("ann", "a", 100);
  EXPECT_LE(*throttle_.waitOf("ann", "b", now_), seconds(990));
  EXPECT_GE(*throttle_.waitOf("ann", "b", now_), seconds(810));
}

// Directory pitfall 36: with jitter, by caller and by user.
TEST_F(LoginThrottleTest, DoesNotLetEverybodyBackInAtOnce) {
  std::set<seconds> waits;
  for (int i = 0; i < 20; ++i) {
    const auto name = std::to_string(i);
    fail(name, name, 12);
    waits.insert(*throttle_.waitOf(name, name, now_));
  }
  EXPECT_GT(waits.size(), 3U);
}

TEST_F(LoginThrottleTest, LetsInAgainAfterTheWait) {
  fail("ann", "a", 10);
  now_ += seconds(34);
  EXPECT_FALSE(waits("ann", "a"));
}

TEST_F(LoginThrottleTest, ForgetsTheNameButNotTheAddressWithASuccess) {
  fail("ann", "a", 30);
  throttle_.succeeded("ann");
  EXPECT_FALSE(waits("ann", "b"));
  EXPECT_TRUE(waits("bob", "a"));
}

TEST_F(LoginThrottleTest, ForgetsFailuresInTime) {
  fail("ann", "a", 9);
  now_ += seconds(3700);
  fail("ann", "a", 1);
  EXPECT_FALSE(waits("ann", "a"));
}

TEST_F(LoginThrottleTest, RemembersABoundedNumber) {
  fail("ann", "a", 10);
  for (int i = 0; i < 1000; ++i) fail(std::to_string(i), "b", 1);
  EXPECT_FALSE(waits("ann", "c")) << "the oldest goes";
}

}  // namespace
}  // namespace itops::identity
