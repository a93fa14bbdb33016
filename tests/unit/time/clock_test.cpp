#include <gtest/gtest.h>

#include <chrono>

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

}  // namespace
}  // namespace itops
