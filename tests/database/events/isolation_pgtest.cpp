#include <gtest/gtest.h>

#include <latch>

#include "database/events/event_database.hpp"

namespace itops::test {
namespace {

class IsolationTest : public testing::Test {
 protected:
  static void hearAs(BusReplica& replica, const std::string& name) {
    replica.subscribe(name, [name](Transaction& transaction, const Noted& event, const auto&) {
      hear(transaction, name, event);
    });
  }

  EventDatabase database_;
  SystemClock clock_;
};

TEST_F(IsolationTest, AConsumerThatBlocksHoldsUpNobodyElse) {
  auto options = BusReplica::quick();
  options.consumers_at_once = 4;
  std::latch let_go(1);
  BusReplica replica(database_, clock_, options);
  replica.subscribe("block", [&](auto&, const auto&, const auto&) { let_go.wait(); });
  hearAs(replica, "hear");
  replica.start();
  database_.publish(replica.bus(), "a", 1, 500);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", "500"));
  let_go.count_down();
}

// Of four connections two are left to the others, however many consumers of a plugin block.
TEST_F(IsolationTest, APluginWhoseConsumersBlockLeavesConnectionsToTheOthers) {
  auto options = BusReplica::quick();
  options.consumers_at_once = 4;
  std::latch let_go(1);
  BusReplica replica(database_, clock_, options);
  events::OwnedEventBus blocker(replica.service(), "blocker");
  for (int i = 0; i < 6; ++i) {
    static_cast<EventBus&>(blocker).subscribe<Noted>(
        "blocker.wait_" + std::to_string(i),
        [&](auto&, const auto&, const auto&) { let_go.wait(); });
  }
  hearAs(replica, "hear");
  replica.start();
  database_.publish(replica.bus(), "a", 1, 500);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", "500"));
  let_go.count_down();
}

TEST_F(IsolationTest, AConsumerThatAlwaysThrowsHoldsUpNobodyElse) {
  BusReplica replica(database_, clock_);
  replica.subscribe("fail", [](auto&, const auto&, const auto&) { throw 42; });
  hearAs(replica, "hear");
  replica.start();
  database_.publish(replica.bus(), "a", 1, 500);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", "500"));
}

// Such as one that blocks until PostgreSQL ends its transaction: it takes the round with it, but
// not for ever.
TEST_F(IsolationTest, AConsumerThatLosesItsConnectionIsGivenUpInTheEnd) {
  auto options = BusReplica::quick();
  options.retry.attempts_max = 3;
  BusReplica replica(database_, clock_, options);
  replica.subscribe("hear", [](Transaction& transaction, const Noted& event, const auto&) {
    constexpr Statement kEndMyself{"test.end_myself",
                                   "SELECT pg_terminate_backend(pg_backend_pid())"};
    if (event.number == 2) transaction.run(kEndMyself);
    hear(transaction, "hear", event);
  });
  replica.start();
  database_.publish(replica.bus(), "a", 1, 3);
  EXPECT_TRUE(database_.becomes("SELECT string_agg(number::text, ',' ORDER BY position) FROM heard",
                                "1,3"));
  EXPECT_TRUE(database_.becomes(
      "SELECT string_agg(attempts::text, ',') FROM kernel.event_delivery WHERE dead_at IS NOT NULL",
      "3"));
}

// Hours of one key's backlog behind a failure must not be gone through again and again.
// Slow: a backlog is only one when it is long.
TEST_F(IsolationTest, ALongBacklogBehindAFailureLeavesOtherKeysQuick) {
  BusReplica replica(database_, clock_);
  replica.subscribe("hear", [](Transaction& transaction, const Noted& event, const auto&) {
    if (event.key == "bad") throw std::runtime_error("broken");
    hear(transaction, "hear", event);
  });
  replica.start();
  for (int i = 0; i < 5; ++i) database_.publish(replica.bus(), "bad", i * 1'000, i * 1'000 + 999);
  for (int i = 0; i < 20; ++i) {
    database_.publish(replica.bus(), "good", i, i);
    EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", std::to_string(i + 1)));
  }
}

}  // namespace
}  // namespace itops::test
