#include <gtest/gtest.h>

#include <chrono>

#include "time/manual_clock.hpp"
#include "time/system_clock.hpp"

namespace itops {
namespace {

using namespace std::chrono_literals;

TEST(SystemClock, TellsTheTimeOfTheMachine) {
  const auto before = std::chrono::system_clock::now();
  const Timestamp now = SystemClock().now();
  const auto after = std::chrono::system_clock::now();
  EXPECT_GE(now + 1us, before);
  EXPECT_LE(now, after);
}

TEST(ManualClock, StandsStillUntilItIsMoved) {
  const Timestamp start = std::chrono::sys_days{std::chrono::year{2026} / 3 / 1};
  ManualClock clock(start);
  EXPECT_EQ(clock.now(), start);
  clock.advance(90s);
  EXPECT_EQ(clock.now(), start + 90s);
  clock.advance(-30s);
  EXPECT_EQ(clock.now(), start + 60s);
  clock.set(start - 24h);
  EXPECT_EQ(clock.now(), start - 24h);
}

}  // namespace
}  // namespace itops
