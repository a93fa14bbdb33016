#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include "database/events/event_database.hpp"

namespace itops::test {
namespace {

using Batch = std::span<const Delivered<Noted>>;

constexpr Statement kEndMyself{"test.end_myself", "SELECT pg_terminate_backend(pg_backend_pid())"};

void hearAll(Transaction& transaction, Batch batch) {
  for (const auto& [event, delivery] : batch) hear(transaction, "hear", event);
}

bool has(Batch batch, std::int64_t number) {
  return std::any_of(batch.begin(), batch.end(),
                     [&](const auto& one) { return one.event.number == number; });
}

class EventBatchTest : public testing::Test {
 protected:
  /// Subscribes, with two attempts for each event, and starts.
  void start(std::function<void(Transaction&, Batch)> consume) {
    replica_.subscribeBatch("hear", std::move(consume));
    replica_.start();
  }
  static events::EventOptions options() {
    auto options = BusReplica::quick();
    options.retry.attempts_max = 2;
    return options;
  }

  EventDatabase database_;
  SystemClock clock_;
  BusReplica replica_{database_, clock_, options()};
};

TEST_F(EventBatchTest, IsTakenInOneCallInOrder) {
  std::vector<std::size_t> sizes;  // of the worker alone, until it is done
  start([&](Transaction& transaction, Batch batch) {
    sizes.push_back(batch.size());
    hearAll(transaction, batch);
  });
  database_.publish(replica_.bus(), "a", 1, 5);
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  replica_.service().stop();
  EXPECT_EQ(database_.value(kNumbers), "1,2,3,4,5");
  EXPECT_EQ(sizes, std::vector<std::size_t>{5});
}

TEST_F(EventBatchTest, TellsIdAndAttemptOfEach) {
  std::vector<Delivery> heard;
  start([&](auto&, Batch batch) {
    for (const auto& one : batch) heard.push_back(one.delivery);
  });
  database_.publish(replica_.bus(), "a", 1, 2);
  ASSERT_TRUE(database_.becomes(kPending, "0"));
  replica_.service().stop();
  ASSERT_EQ(heard.size(), 2U);
  EXPECT_EQ(heard[0].event_id.toString() + "," + heard[1].event_id.toString(),
            database_.value("SELECT string_agg(uuid::text, ',' ORDER BY id) FROM kernel.event"));
  EXPECT_EQ(heard[0].attempt, 1);
}

// What the call wrote before it threw must not be there twice.
TEST_F(EventBatchTest, ThatFailsIsUndoneAndTakenOneByOne) {
  start([](Transaction& transaction, Batch batch) {
    hearAll(transaction, batch);
    if (batch.size() > 1) throw std::runtime_error("too many");
  });
  database_.publish(replica_.bus(), "a", 1, 3);
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  replica_.service().stop();
  EXPECT_EQ(database_.value(kNumbers), "1,2,3");
  EXPECT_TRUE(replica_.logger().contains(LogLevel::kInfo, "too many"));
}

TEST_F(EventBatchTest, OfWhichOneEventFailsLosesThatOneAlone) {
  start([](Transaction& transaction, Batch batch) {
    hearAll(transaction, batch);
    if (has(batch, 3)) throw std::runtime_error("never 3");
  });
  database_.publish(replica_.bus(), "a", 1, 5);
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_EQ(database_.value(kNumbers), "1,2,4,5");
  EXPECT_EQ(database_.value("SELECT string_agg(attempts || ' ' || last_error, ',') FROM "
                            "kernel.event_delivery WHERE dead_at IS NOT NULL"),
            "2 never 3");
}

TEST_F(EventBatchTest, LeavesOutWhatWaitsForAnEarlierEventOfItsKey) {
  auto options = BusReplica::quick();
  options.retry.attempts_max = 10'000;
  BusReplica replica(database_, clock_, options);
  std::atomic<bool> mended = false;
  replica.subscribeBatch("hear", [&](Transaction& transaction, Batch batch) {
    for (const auto& [event, delivery] : batch) {
      if (event.key == "bad" && event.number == 1 && !mended) throw std::runtime_error("broken");
      hear(transaction, event.key, event);
    }
  });
  replica.start();
  database_.publish(replica.bus(), "bad", 1, 150);
  database_.publish(replica.bus(), "good", 1, 150);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard WHERE key = 'good'", "150"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM heard WHERE key = 'bad'"), "0");
  mended = true;
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard WHERE key = 'bad'", "150"));
  EXPECT_EQ(database_.value("SELECT bool_and(number = place) FROM (SELECT number, row_number() "
                            "OVER (PARTITION BY key ORDER BY position) AS place FROM heard) AS h"),
            "true");
}

// The round is gone with the connection, and nobody can say whose fault it was: the next one finds
// out, so that the others of the batch are not given up with the one that did it.
TEST_F(EventBatchTest, ThatLosesItsConnectionCostsNobodyElseAnAttempt) {
  start([](Transaction& transaction, Batch batch) {
    if (has(batch, 2)) transaction.run(kEndMyself);
    hearAll(transaction, batch);
  });
  database_.publish(replica_.bus(), "a", 1, 3);
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_EQ(database_.value(kNumbers), "1,3");
  EXPECT_EQ(database_.value("SELECT string_agg(attempts::text, ',') FROM kernel.event_delivery "
                            "WHERE dead_at IS NOT NULL"),
            "2");
}

}  // namespace
}  // namespace itops::test
