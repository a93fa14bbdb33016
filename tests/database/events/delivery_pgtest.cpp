#include <gtest/gtest.h>

#include "database/events/event_database.hpp"

namespace itops::test {
namespace {

class DeliveryTest : public testing::Test {
 protected:
  EventDatabase database_;
  SystemClock clock_;
  BusReplica replica_{database_, clock_};
};

TEST_F(DeliveryTest, TellsAConsumerEverythingInOrderAndForgetsTheDelivery) {
  replica_.subscribe("hear", [](Transaction& transaction, const Noted& event, const auto&) {
    hear(transaction, "hear", event);
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 5);
  EXPECT_TRUE(database_.becomes(kNumbers, "1,2,3,4,5"));
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.event"), "5");
}

TEST_F(DeliveryTest, BeginsWithTheFirstRegistration) {
  database_.publish(replica_.bus(), "a", 1, 2);
  replica_.subscribe("hear", [](Transaction& transaction, const Noted& event, const auto&) {
    hear(transaction, "hear", event);
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 3, 3);
  EXPECT_TRUE(database_.becomes(kNumbers, "3"));
}

TEST_F(DeliveryTest, TellsTheAttemptAndTheSameIdEachTime) {
  std::vector<Delivery> attempts;  // of the worker alone, until it is done
  replica_.subscribe("hear", [&](Transaction& transaction, const Noted& event, const Delivery& d) {
    attempts.push_back(d);
    if (d.attempt < 3) throw std::runtime_error("not yet");
    hear(transaction, "hear", event);
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 1);
  ASSERT_TRUE(database_.becomes(kHeard, "1"));
  replica_.service().stop();
  ASSERT_EQ(attempts.size(), 3U);
  EXPECT_EQ(attempts[2].attempt, 3);
  EXPECT_EQ(attempts[0].event_id, attempts[2].event_id);
  EXPECT_EQ(attempts[0].event_id.toString(), database_.value("SELECT uuid FROM kernel.event"));
}

TEST_F(DeliveryTest, UndoesWhatAFailingConsumerWrote) {
  replica_.subscribe("hear", [](Transaction& transaction, const Noted& event, const Delivery& d) {
    hear(transaction, "hear", event);
    if (d.attempt < 4) throw std::runtime_error("after writing");
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 3);
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_EQ(database_.value(kNumbers), "1,2,3");
}

TEST_F(DeliveryTest, CountsASwallowedSqlErrorAsAFailure) {
  constexpr Statement kBad{"test.bad", "SELECT 1 / $1::int"};
  replica_.subscribe("hear", [&](Transaction& transaction, const Noted& event, const Delivery& d) {
    hear(transaction, "hear", event);
    if (d.attempt == 1) {
      EXPECT_THROW(transaction.run(kBad, 0), Error);
    }
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 1);
  EXPECT_TRUE(database_.becomes(kHeard, "1"));
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_TRUE(replica_.logger().contains(LogLevel::kWarning, "consumer=test.hear"));
}

// A constraint that is checked at the commit would take the whole round with it, for ever.
TEST_F(DeliveryTest, ChecksAConsumersWritesBeforeTheCommit) {
  database_.run(
      "ALTER TABLE heard ADD CONSTRAINT heard_once UNIQUE (key) "
      "DEFERRABLE INITIALLY DEFERRED");
  auto options = BusReplica::quick();
  options.retry.attempts_max = 2;
  BusReplica replica(database_, clock_, options);
  replica.subscribe("hear", [](Transaction& transaction, const Noted& event, const auto&) {
    hear(transaction, "hear", event);
  });
  replica.start();
  database_.publish(replica.bus(), "a", 1, 2);
  database_.publish(replica.bus(), "b", 1, 1);
  EXPECT_TRUE(
      database_.becomes("SELECT string_agg(key || number, ',' ORDER BY key) FROM heard", "a1,b1"));
  EXPECT_TRUE(database_.becomes(
      "SELECT count(*) FROM kernel.event_delivery WHERE dead_at IS NOT NULL", "1"));
}

TEST_F(DeliveryTest, SurvivesAnErrorThatPostgresqlCantStore) {
  replica_.subscribe("hear", [](Transaction& transaction, const Noted& event, const Delivery& d) {
    if (d.attempt == 1) throw std::runtime_error("\xff\xfe and " + std::string(5'000, 'x'));
    hear(transaction, "hear", event);
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 1);
  EXPECT_TRUE(database_.becomes(kHeard, "1"));
}

TEST_F(DeliveryTest, LetsAConsumerPublishInItsOwnTransaction) {
  replica_.subscribe("count_down", [&](Transaction& transaction, const Noted& event, const auto&) {
    hear(transaction, "count_down", event);
    if (event.number > 1) {
      replica_.bus().publish(transaction, Noted{event.key, event.number - 1, {}});
    }
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 5, 5);
  EXPECT_TRUE(database_.becomes(kNumbers, "5,4,3,2,1"));
}

TEST_F(DeliveryTest, OfAKeyThatFailsHoldsUpThatKeyAlone) {
  std::atomic<bool> mended = false;
  replica_.subscribe("hear", [&](Transaction& transaction, const Noted& event, const auto&) {
    if (event.key == "bad" && event.number == 1 && !mended) throw std::runtime_error("broken");
    hear(transaction, event.key, event);
  });
  replica_.start();
  database_.publish(replica_.bus(), "bad", 1, 300);
  database_.publish(replica_.bus(), "good", 1, 300);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard WHERE consumer = 'good'", "300"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM heard WHERE consumer = 'bad'"), "0");
  mended = true;
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard WHERE consumer = 'bad'", "300"));
  EXPECT_EQ(database_.value("SELECT bool_and(number = place) FROM (SELECT number, row_number() "
                            "OVER (PARTITION BY key ORDER BY position) AS place FROM heard) AS h"),
            "true");
}

TEST_F(DeliveryTest, IsCountedByConsumerAndOutcome) {
  replica_.subscribe("hear", [](auto&, const auto&, const Delivery& d) {
    if (d.attempt == 1) throw 42;
  });
  replica_.start();
  database_.publish(replica_.bus(), "a", 1, 1);
  ASSERT_TRUE(database_.becomes(kPending, "0"));
  replica_.service().stop();
  const std::string metrics = replica_.metrics();
  const std::string prefix = "itops_event_deliveries_total{consumer=\"test.hear\",outcome=";
  EXPECT_NE(metrics.find(prefix + "\"delivered\"} 1"), std::string::npos) << metrics;
  EXPECT_NE(metrics.find(prefix + "\"failed\"} 1"), std::string::npos);
  EXPECT_NE(metrics.find("itops_events_published_total{type=\"test.noted/1\"} 1"),
            std::string::npos);
}

}  // namespace
}  // namespace itops::test
