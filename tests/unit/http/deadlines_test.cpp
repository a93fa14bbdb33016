#include "http/deadlines.hpp"

#include <gtest/gtest.h>

#include <cstddef>

namespace itops::http {
namespace {

using std::chrono::milliseconds;

class DeadlinesTest : public testing::Test {
 protected:
  static ServerOptions limits() {
    ServerOptions options;
    options.idle_timeout = milliseconds(100);
    options.header_timeout = milliseconds(10);
    return options;
  }
  // The list never looks into a connection, so any address will do.
  Connection& somebody() { return *reinterpret_cast<Connection*>(&place_); }

  Deadlines deadlines{limits()};
  Deadlines::TimePoint start{};

 private:
  alignas(std::max_align_t) int place_ = 0;
};

TEST_F(DeadlinesTest, ExpireInTheOrderOfTheirTime) {
  DeadlineNode idle(somebody());
  DeadlineNode head(somebody());
  deadlines.set(idle, Wait::kIdle, start);
  deadlines.set(head, Wait::kHead, start);
  EXPECT_EQ(deadlines.next(), start + milliseconds(10));
  EXPECT_EQ(deadlines.takeExpired(start + milliseconds(9)), nullptr);
  EXPECT_EQ(deadlines.takeExpired(start + milliseconds(10)), &head);
  EXPECT_EQ(deadlines.takeExpired(start + milliseconds(10)), nullptr);
  EXPECT_EQ(deadlines.takeExpired(start + milliseconds(100)), &idle);
  EXPECT_EQ(deadlines.next(), std::nullopt);
}

TEST_F(DeadlinesTest, AreReplacedAndCleared) {
  DeadlineNode node(somebody());
  deadlines.set(node, Wait::kHead, start);
  deadlines.set(node, Wait::kIdle, start);
  EXPECT_EQ(deadlines.next(), start + milliseconds(100));
  deadlines.set(node, Wait::kNothing, start);
  EXPECT_EQ(deadlines.next(), std::nullopt);
}

TEST_F(DeadlinesTest, KnowTheLongestWaiting) {
  DeadlineNode first(somebody());
  DeadlineNode second(somebody());
  deadlines.set(first, Wait::kIdle, start);
  deadlines.set(second, Wait::kIdle, start);
  deadlines.set(first, Wait::kIdle, start + milliseconds(1));
  EXPECT_EQ(deadlines.oldest(Wait::kIdle), &second);
  EXPECT_EQ(deadlines.oldest(Wait::kBody), nullptr);
}

TEST_F(DeadlinesTest, ForgetWhoIsGone) {
  {
    DeadlineNode gone(somebody());
    deadlines.set(gone, Wait::kIdle, start);
  }
  EXPECT_EQ(deadlines.oldest(Wait::kIdle), nullptr);
}

}  // namespace
}  // namespace itops::http
