#include <gtest/gtest.h>

#include "database/events/event_database.hpp"

namespace itops::test {
namespace {

constexpr const char* kDeliveries = "SELECT count(*) FROM kernel.event_delivery";

class PublicationTest : public testing::Test {
 protected:
  EventDatabase database_;
  SystemClock clock_;
  BusReplica replica_{database_, clock_};
};

TEST_F(PublicationTest, HappensWithTheCommit) {
  database_.publish(replica_.bus(), "a", 1, 1);
  EXPECT_EQ(
      database_.value("SELECT type || ' ' || ordering_key || ' ' || path || ' ' || payload::text "
                      "FROM kernel.event"),
      R"(test.noted/1 a a {"path": "a", "number": 1})");
}

TEST_F(PublicationTest, LeavesNothingOfARolledBackTransaction) {
  replica_.subscribe("listen", [](auto&, auto&, auto&) {});
  replica_.enable(false);
  replica_.start();
  EXPECT_THROW(database_.pool().transact([&](Transaction& transaction) {
    replica_.bus().publish(transaction, Noted{"a", 1, {}});
    throw std::runtime_error("no");
  }),
               std::runtime_error);
  EXPECT_EQ(database_.value(kEvents), "0");
  EXPECT_EQ(database_.value(kDeliveries), "0");
}

TEST_F(PublicationTest, StoresEventsThatNobodySubscribedTo) {
  database_.publish(replica_.bus(), "a", 1, 3);
  EXPECT_EQ(database_.value(kEvents), "3");
  EXPECT_EQ(database_.value(kDeliveries), "0");
}

TEST_F(PublicationTest, AddressesEachEventToEachConsumerOfItsType) {
  replica_.subscribe("first", [](auto&, auto&, auto&) {});
  replica_.subscribe("second", [](auto&, auto&, auto&) {});
  replica_.enable(false);
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 100);
  EXPECT_EQ(database_.value(kEvents), "100");
  EXPECT_EQ(database_.value(kDeliveries), "200");
  EXPECT_EQ(database_.value("SELECT bool_and(number = position) FROM (SELECT "
                            "(payload->>'number')::int AS number, row_number() OVER (ORDER BY id) "
                            "AS position FROM kernel.event) AS e"),
            "true");
}

TEST_F(PublicationTest, OfAnUndeclaredTypeIsRefused) {
  events::OwnedEventBus stranger(replica_.service(), "stranger");
  EXPECT_EQ(errorOf([&] {
              database_.pool().transact([&](Transaction& transaction) {
                static_cast<EventBus&>(stranger).publish(transaction, Noted{"a", 1, {}});
              });
            }),
            "internal event_undeclared");
}

TEST_F(PublicationTest, OfAConsumerTwiceOrUnderAForeignNameIsRefused) {
  replica_.subscribe("listen", [](auto&, auto&, auto&) {});
  EXPECT_EQ(errorOf([&] { replica_.subscribe("listen", [](auto&, auto&, auto&) {}); }),
            "other consumer_duplicate");
  events::OwnedEventBus stranger(replica_.service(), "stranger");
  EXPECT_EQ(errorOf([&] {
              static_cast<EventBus&>(stranger).subscribe<Noted>("test.other",
                                                                [](auto&, auto&, auto&) {});
            }),
            "other consumer_name");
}

// Who pages by (transaction_id, id) below the oldest running transaction misses nothing.
TEST_F(PublicationTest, KeepsAPositionInWhichNothingAppearsLater) {
  const std::string readable =
      "SELECT coalesce(string_agg(payload->>'path', ',' ORDER BY transaction_id, id), '') "
      "FROM kernel.event WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())";
  database_.pool().transact([&](Transaction& slow) {
    replica_.bus().publish(slow, Noted{"slow", 1, {}});
    slow.run(kSleep, 0.0);  // sends what is queued
    database_.publish(replica_.bus(), "quick", 1, 1);
    EXPECT_EQ(database_.value(kEvents), "1");
    EXPECT_EQ(database_.value(readable), "");
  });
  // Transactions of the server's other databases hold it back, too.
  EXPECT_TRUE(database_.becomes(readable, "slow,quick"));
}

}  // namespace
}  // namespace itops::test
