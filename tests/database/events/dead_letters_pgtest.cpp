#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/events/event_database.hpp"
#include "events/dead_letter_repository.hpp"

namespace itops::test {
namespace {

using testing::IsEmpty;
using testing::SizeIs;

class DeadLettersTest : public testing::Test {
 protected:
  DeadLettersTest() {
    replica_.subscribe("hear", [this](Transaction& transaction, const Noted& event, const auto&) {
      if (broken_ && event.number % 2 == 1) throw std::runtime_error("odd numbers are broken");
      hear(transaction, "hear", event);
    });
    replica_.start();
  }
  static events::EventOptions twoAttempts() {
    auto options = BusReplica::quick();
    options.retry.attempts_max = 2;
    return options;
  }

  bool retry(const events::DeliveryId& id) {
    bool found = false;
    database_.pool().transact([&](Transaction& transaction) {
      found = events::DeadLetterRepository::retry(transaction, id, clock_.now()) == "test.hear";
    });
    return found;
  }
  std::optional<std::int64_t> retryAll(const std::string& consumer) {
    std::optional<std::int64_t> retried;
    database_.pool().transact([&](Transaction& transaction) {
      retried = events::DeadLetterRepository::retryAll(transaction, consumer, clock_.now());
    });
    return retried;
  }

  EventDatabase database_;
  SystemClock clock_;
  std::atomic<bool> broken_ = true;
  BusReplica replica_{database_, clock_, twoAttempts()};
  events::DeadLetterRepository letters_{database_.pool()};
};

TEST_F(DeadLettersTest, AreGivenUpAfterTheLastAttemptAndLetTheNextOfTheirKeyPass) {
  database_.publish(replica_.bus(), "a", 1, 4);
  EXPECT_TRUE(database_.becomes("SELECT string_agg(number::text, ',' ORDER BY position) FROM heard",
                                "2,4"));
  EXPECT_TRUE(database_.becomes(kDead, "2"));
}

TEST_F(DeadLettersTest, TellWhatFailedAndWhy) {
  database_.publish(replica_.bus(), "a", 1, 1);
  ASSERT_TRUE(database_.becomes(kDead, "1"));
  const auto page = letters_.list({});
  ASSERT_THAT(page.items, SizeIs(1));
  const auto& letter = page.items.front();
  EXPECT_EQ(letter.consumer, "test.hear");
  EXPECT_EQ(letter.owner, "test");
  EXPECT_EQ(letter.type, "test.noted/1");
  EXPECT_EQ(letter.ordering_key, "a");
  EXPECT_EQ(letter.attempts, 2);
  EXPECT_EQ(letter.error, "odd numbers are broken");
  EXPECT_EQ(letter.event_id.toString(), database_.value("SELECT uuid FROM kernel.event"));
}

TEST_F(DeadLettersTest, ComeNewestFirstInPages) {
  for (int i = 0; i < 5; ++i) database_.publish(replica_.bus(), "k" + std::to_string(i), 1, 1);
  ASSERT_TRUE(database_.becomes(kDead, "5"));
  std::string keys;
  events::DeadLetterFilter filter{.limit = 2};
  do {
    const auto page = letters_.list(filter);
    for (const auto& letter : page.items) keys += letter.ordering_key + " ";
    filter.after = page.next;
  } while (filter.after);
  EXPECT_EQ(keys, "k4 k3 k2 k1 k0 ");
  EXPECT_THAT(letters_.list({.consumer = "test.other"}).items, IsEmpty());
  EXPECT_THAT(letters_.list({.type = "test.other/1"}).items, IsEmpty());
  EXPECT_THAT(letters_.list({.consumer = "test.hear", .type = "test.noted/1"}).items, SizeIs(5));
}

TEST_F(DeadLettersTest, AreDeliveredAfterARetry) {
  database_.publish(replica_.bus(), "a", 1, 1);
  ASSERT_TRUE(database_.becomes(kDead, "1"));
  broken_ = false;
  const auto id = letters_.list({}).items.front().id;
  EXPECT_TRUE(retry(id));
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", "1"));
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM kernel.event_delivery", "0"));
  EXPECT_FALSE(retry(id));
}

TEST_F(DeadLettersTest, OfAConsumerAreRetriedTogether) {
  database_.publish(replica_.bus(), "a", 1, 9);
  ASSERT_TRUE(database_.becomes(kDead, "5"));
  broken_ = false;
  EXPECT_EQ(retryAll("test.hear"), 5);
  EXPECT_TRUE(database_.becomes("SELECT count(*) FROM heard", "9"));
  EXPECT_EQ(retryAll("test.hear"), 0);
  EXPECT_EQ(retryAll("test.other"), std::nullopt);
}

TEST_F(DeadLettersTest, AreCountedWithTheLagOfTheirConsumer) {
  database_.publish(replica_.bus(), "a", 1, 2);
  ASSERT_TRUE(database_.becomes(kDead, "1"));
  ASSERT_TRUE(database_.becomes("SELECT count(*) FROM heard", "1"));
  replica_.enable(false);
  replica_.service().stop();
  database_.publish(replica_.bus(), "b", 1, 3);
  const auto consumers = letters_.consumers();
  ASSERT_THAT(consumers, SizeIs(1));
  EXPECT_EQ(consumers[0].name, "test.hear");
  EXPECT_EQ(consumers[0].event_type, "test.noted/1");
  EXPECT_EQ(consumers[0].pending, 3);
  EXPECT_EQ(consumers[0].dead, 1);
  EXPECT_TRUE(consumers[0].oldest_published_at.has_value());
}

}  // namespace
}  // namespace itops::test
