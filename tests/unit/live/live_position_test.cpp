#include "live/live_position.hpp"

#include <gtest/gtest.h>

namespace itops::live {
namespace {

TEST(LivePosition, IsOrderedByTransactionThenEvent) {
  EXPECT_LT((LivePosition{1, 9}), (LivePosition{2, 1}));
  EXPECT_LT((LivePosition{2, 1}), (LivePosition{2, 2}));
}

TEST(LiveCursor, ComesBackAsItWas) {
  const LiveCursor cursor{{0x1234567890, 77}, Timestamp(std::chrono::seconds(1'800'000'000))};
  const auto back = LiveCursor::decode(cursor.encode());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->position, cursor.position);
  EXPECT_EQ(back->as_of, cursor.as_of);
}

TEST(LiveCursor, OfNothingIsAPositionToo) {
  const auto back = LiveCursor::decode(LiveCursor{}.encode());
  ASSERT_TRUE(back);
  EXPECT_EQ(back->position, LivePosition{});
}

TEST(LiveCursor, IsNothingThatSomebodyMadeUp) {
  for (const char* text :
       {"", "1", "1.2", "1.2.", ".2.3", "1.2.3.4", "1.2.x", "-1.2.3", "1.2.-3", " 1.2.3", "1.2.3 ",
        "fffffffffffffffff.2.3", "1.2.7fffffffffffffff", "+1.2.3", "0x1.2.3"}) {
    EXPECT_FALSE(LiveCursor::decode(text)) << text;
  }
}

}  // namespace
}  // namespace itops::live
