#include "live/recent_messages.hpp"

#include <gtest/gtest.h>

namespace itops::live {
namespace {

LiveMessage message(std::int64_t transaction, std::size_t bytes = 10) {
  return {{transaction, 1}, "a.b/1", std::nullopt, "a.read", std::string(bytes, 'x')};
}

RecentMessages filled(std::size_t messages_max, std::size_t bytes_max) {
  RecentMessages recent(messages_max, bytes_max);
  recent.restart({10, 0});
  for (std::int64_t i = 11; i <= 15; ++i) recent.add(message(i));
  return recent;
}

TEST(RecentMessages, FindsWhatFollowsAPosition) {
  const auto recent = filled(100, 1000);
  EXPECT_EQ(recent.indexAfter({10, 0}), 0U);
  EXPECT_EQ(recent.indexAfter({12, 1}), 2U);
  EXPECT_EQ(recent.indexAfter({12, 0}), 1U);
  EXPECT_EQ(recent.indexAfter({15, 1}), recent.size());
  EXPECT_EQ(recent.end(), (LivePosition{15, 1}));
}

TEST(RecentMessages, CoversPositionsFromItsBeginningOn) {
  const auto recent = filled(100, 1000);
  EXPECT_TRUE(recent.covers({10, 0}));
  EXPECT_TRUE(recent.covers({99, 0}));
  EXPECT_FALSE(recent.covers({9, 5}));
}

TEST(RecentMessages, ForgetsTheOldestAndKnowsIt) {
  const auto few = filled(2, 1000);
  EXPECT_EQ(few.size(), 2U);
  EXPECT_FALSE(few.covers({12, 1}));
  EXPECT_TRUE(few.covers({13, 1}));
  EXPECT_EQ(few.indexAfter({13, 1}), 0U);
  const auto small = filled(100, 25);
  EXPECT_EQ(small.size(), 2U);
}

TEST(RecentMessages, KeepsOneMessageHoweverLarge) {
  RecentMessages recent(10, 25);
  recent.add(message(1, 100));
  EXPECT_EQ(recent.size(), 1U);
}

TEST(RecentMessages, BeginsAnew) {
  auto recent = filled(100, 1000);
  recent.restart({20, 1});
  EXPECT_EQ(recent.size(), 0U);
  EXPECT_EQ(recent.end(), (LivePosition{20, 1}));
  EXPECT_FALSE(recent.covers({15, 1}));
}

}  // namespace
}  // namespace itops::live
