#include <gtest/gtest.h>

#include "database/events/event_database.hpp"
#include "events/event_cleaner.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

using std::chrono::hours;

class RetentionTest : public testing::Test {
 protected:
  void subscribe(BusReplica& replica) {
    replica.subscribe("hear", [](Transaction& transaction, const Noted& event, const auto&) {
      hear(transaction, "hear", event);
    });
  }
  events::CleaningResult clean() {
    return events::EventCleaner(database_.pool(), replica_.service(), clock_, logger_).run();
  }

  EventDatabase database_;
  RecordingLogger logger_;
  ManualClock clock_{*parseTimestamp("2026-03-01T12:00:00Z")};
  BusReplica replica_{database_, clock_};
};

TEST_F(RetentionTest, KeepsAnEventForADayAfterEverybodyWasTold) {
  subscribe(replica_);
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 1);
  ASSERT_TRUE(database_.becomes(kPending, "0"));
  clock_.advance(hours(23));
  clean();
  EXPECT_EQ(database_.value(kEvents), "1");
  clock_.advance(hours(2));
  EXPECT_EQ(clean().events, 1);
  EXPECT_EQ(database_.value(kEvents), "0");
}

TEST_F(RetentionTest, DeletesMoreThanOneStepAtOnce) {
  database_.run(
      "INSERT INTO kernel.event (occurred_at, published_at, type, ordering_key, payload) SELECT "
      "'2026-02-01', '2026-02-01', 'test.noted/1', '', '{}' FROM generate_series(1, 12000)");
  EXPECT_EQ(clean().events, 12'000);
}

TEST_F(RetentionTest, PassesByWhatIsStillToBeDelivered) {
  subscribe(replica_);
  replica_.enable(false);
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 6'000);
  database_.run("DELETE FROM kernel.event_delivery WHERE event_id > 5500");
  clock_.advance(hours(25));
  database_.publish(replica_.bus(), "b", 1, 1);
  EXPECT_EQ(clean().events, 500);
  EXPECT_EQ(database_.value("SELECT max(id) FROM kernel.event WHERE ordering_key = 'a'"), "5500");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.event WHERE ordering_key = 'b'"), "1");
}

TEST_F(RetentionTest, HoldsDeliveriesOfAPluginThatIsOffUntilItIsOn) {
  subscribe(replica_);
  replica_.enable(false);
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 2);
  clock_.advance(hours(24 * 6));
  clean();
  EXPECT_EQ(database_.value(kPending), "2");
  EXPECT_EQ(database_.value("SELECT count(*) FROM heard"), "0");
  replica_.enable(true);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", "2"));
}

TEST_F(RetentionTest, GivesDeliveriesUpThatWaitedForTooLong) {
  subscribe(replica_);
  replica_.enable(false);
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 2);
  clock_.advance(hours(24 * 7 + 1));
  EXPECT_EQ(clean().given_up, 2);
  EXPECT_EQ(database_.value(kDead), "2");
  EXPECT_EQ(database_.value("SELECT min(last_error) FROM kernel.event_delivery"),
            "Not delivered within 168 h (events.keep_undelivered); was its plugin off?");
  clock_.advance(hours(24 * 31));
  EXPECT_EQ(clean().dead, 2);
  EXPECT_EQ(database_.value(kEvents), "0");
}

// What has code nowhere any more is treated like what is switched off, and forgotten in the end.
TEST_F(RetentionTest, ForgetsAConsumerThatNoReplicaKnowsAnyMore) {
  {
    BusReplica before(database_, clock_);
    subscribe(before);
    before.start();
  }
  database_.publish(replica_.bus(), "a", 1, 1);
  EXPECT_EQ(database_.value(kPending), "1");
  clock_.advance(hours(24 * 7 + 1));
  EXPECT_EQ(clean().forgotten, 1);
  EXPECT_EQ(database_.value(kDead), "1");
  database_.publish(replica_.bus(), "a", 2, 2);
  EXPECT_EQ(database_.value(kPending), "0");
}

TEST_F(RetentionTest, RemembersAConsumerThatAReplicaKnows) {
  subscribe(replica_);
  replica_.start();
  clock_.advance(hours(24 * 8));
  EXPECT_EQ(clean().forgotten, 0);
  database_.publish(replica_.bus(), "a", 1, 1);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", "1"));
}

TEST_F(RetentionTest, ShowsLagAndPendingAsMetrics) {
  subscribe(replica_);
  replica_.enable(false);
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 3);
  clock_.advance(std::chrono::seconds(90));
  events::EventCleaner(database_.pool(), replica_.service(), clock_, logger_).measure();
  const std::string metrics = replica_.metrics();
  EXPECT_NE(metrics.find("itops_event_pending{consumer=\"test.hear\"} 3"), std::string::npos);
  EXPECT_NE(metrics.find("itops_event_lag_seconds{consumer=\"test.hear\"} 90"), std::string::npos);
}

}  // namespace
}  // namespace itops::test
