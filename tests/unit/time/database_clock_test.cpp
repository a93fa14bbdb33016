#include "time/database_clock.hpp"

#include <gtest/gtest.h>

namespace itops {
namespace {

using namespace std::chrono_literals;
using Steady = DatabaseClock::Steady;

const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");

TEST(DatabaseClock, GoesByTheDatabase) {
  DatabaseClock clock;
  const auto asked = Steady::now();
  clock.adjust(kNoon, asked, asked);
  EXPECT_GE(clock.now(), kNoon);
  EXPECT_LT(clock.now(), kNoon + 1h);
}

TEST(DatabaseClock, SaysHowFarItWasSet) {
  DatabaseClock clock;
  const auto asked = Steady::now();
  clock.adjust(kNoon, asked, asked);
  EXPECT_EQ(clock.adjust(kNoon - 2h, asked, asked), -2h);
  EXPECT_EQ(clock.adjust(kNoon, asked, asked + 1s), 2h - 1s);
}

TEST(DatabaseClock, StaysWhereItIsAsFarAsAnAnswerAllows) {
  DatabaseClock clock;
  const auto asked = Steady::now();
  clock.adjust(kNoon, asked, asked);
  EXPECT_EQ(clock.adjust(kNoon + 1ms, asked, asked + 3ms), 0us) << "a slow answer says no more";
  EXPECT_EQ(clock.adjust(kNoon + 5ms, asked, asked + 3ms), 2ms) << "never ahead of the answer";
}

}  // namespace
}  // namespace itops
