#include <gtest/gtest.h>

#include <optional>
#include <random>

#include "database/events/event_database.hpp"

namespace itops::test {
namespace {

constexpr int kKeys = 20;
constexpr int kEventsPerKey = 100;

/// True when each key was heard from 1 upwards, nothing twice and nothing left out.
constexpr const char* kInOrder =
    "SELECT bool_and(number = place) FROM (SELECT number, row_number() OVER (PARTITION BY "
    "consumer, "
    "key ORDER BY position) AS place FROM heard) AS h";

/// Two replicas on one database, each with the same two consumers, which fail at random.
class EventReplicasTest : public testing::Test {
 protected:
  EventReplicasTest() {
    for (BusReplica* replica : {&*first_, &*second_}) {
      for (const char* name : {"hear", "listen"}) {
        replica->subscribe(name, [name](Transaction& transaction, const Noted& event, const auto&) {
          thread_local std::minstd_rand random{std::random_device{}()};
          if (random() % 10 == 0) throw std::runtime_error("before writing");
          hear(transaction, name, event);
          if (random() % 10 == 0) throw std::runtime_error("after writing");
        });
      }
      replica->start();
    }
  }

  void publishAll() {
    std::vector<std::thread> publishers;
    for (int thread = 0; thread < 2; ++thread) {
      publishers.emplace_back([this, thread] {
        EventBus& bus = (thread == 0 ? first_ : second_)->bus();
        for (int number = 1; number <= kEventsPerKey; number += 5) {
          for (int key = thread; key < kKeys; key += 2) {
            database_.publish(bus, "k" + std::to_string(key), number, number + 4);
          }
        }
      });
    }
    for (auto& publisher : publishers) publisher.join();
  }

  const std::string all_ = std::to_string(2 * kKeys * kEventsPerKey);
  EventDatabase database_;
  SystemClock clock_;
  std::optional<BusReplica> first_{std::in_place, database_, clock_};
  std::optional<BusReplica> second_{std::in_place, database_, clock_};
};

// Slow: thousands of events through two replicas.
TEST_F(EventReplicasTest, TellEachEventOnceAndInOrderThoughConsumersFailAtRandom) {
  publishAll();
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_EQ(database_.value(kHeard), all_);
  EXPECT_EQ(database_.value(kInOrder), "true");
}

// Slow: thousands of events through two replicas.
TEST_F(EventReplicasTest, LoseNothingWhenConnectionsBreak) {
  std::thread publisher([this] { publishAll(); });
  for (int i = 0; i < 10; ++i) {
    becomesTrue([&] { return std::stoi(database_.value(kHeard)) > i * 300; });
    database_.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
        "WHERE datname = current_database() AND query LIKE '%INSERT INTO heard%' AND pid <> "
        "pg_backend_pid()");
  }
  publisher.join();
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_EQ(database_.value(kHeard), all_);
  EXPECT_EQ(database_.value(kInOrder), "true");
}

// Slow: thousands of events through two replicas.
TEST_F(EventReplicasTest, GoOnWhenOneOfThemEnds) {
  publishAll();
  first_.reset();
  EXPECT_TRUE(database_.becomes(kPending, "0"));
  EXPECT_EQ(database_.value(kHeard), all_);
  EXPECT_EQ(database_.value(kInOrder), "true");
}

}  // namespace
}  // namespace itops::test
