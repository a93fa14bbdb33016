#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <optional>
#include <random>

#include "database/database_harness.hpp"
#include "database/ingest/replica.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

/// Two replicas with their own caches and pools on one database.
class ReplicasTest : public testing::Test {
 protected:
  /// Runs `client` for both at once; the number tells them apart.
  void atOnce(const std::function<void(Replica&, int)>& client) {
    std::thread other([&] { client(*second_, 1); });
    client(*first_, 0);
    other.join();
  }
  /// How often PostgreSQL ended a deadlock. Ends the replicas: a session tells its numbers when it
  /// goes.
  std::string deadlocks() {
    first_.reset();
    second_.reset();
    const std::string here = " FROM pg_stat_database WHERE datname = current_database()";
    EXPECT_TRUE(becomesTrue([&] { return database_.value("SELECT numbackends" + here) == "1"; }));
    return database_.value("SELECT deadlocks" + here);
  }

  CatalogDatabase database_;
  std::optional<Replica> first_{std::in_place, database_};
  std::optional<Replica> second_{std::in_place, database_};
};

TEST_F(ReplicasTest, MakeANewServiceAndGroupOnce) {  // SLA-110 SLA-115 SLA-116
  constexpr int kRounds = 30;
  constexpr int kServices = 12;
  std::atomic<int> created{0};
  std::atomic<int> stored{0};
  atOnce([&](Replica& replica, int) {
    for (int round = 0; round < kRounds; ++round) {
      std::vector<std::future<Response>> responses;
      for (int i = 0; i < kServices; ++i) {
        responses.push_back(replica.submit(
            {.service = "org/p/e/c" + std::to_string(round) + "/s" + std::to_string(i),
             .more = "\"slaGroup\":\"group " + std::to_string(round * 3 + i % 3) + "\""}));
      }
      for (auto& response : responses) {
        const int status = awaitAnswer(response).status;
        if (status == 201) ++created;
        if (status < 300) ++stored;
      }
    }
  });
  EXPECT_EQ(created, kRounds * kServices);
  EXPECT_EQ(stored, 2 * kRounds * kServices);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.node"), std::to_string(kRounds));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service"),
            std::to_string(kRounds * kServices));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_groups"), std::to_string(kRounds * 3));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_group_member WHERE valid_to IS NULL"),
            std::to_string(kRounds * kServices));
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), std::to_string(stored));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"),
            std::to_string(kRounds * kServices));
}

// Slow: deadlocks show after hundreds of batches.
TEST_F(ReplicasTest, PushTheSameServicesForHundredsOfBatchesWithoutAnErrorOrALoss) {
  constexpr int kBatches = 300;
  constexpr int kPushes = 20;
  std::atomic<int> stored{0};
  std::atomic<int> failed{0};
  atOnce([&](Replica& replica, int number) {
    std::mt19937 random(static_cast<unsigned>(number));
    for (int batch = 0; batch < kBatches; ++batch) {
      std::vector<std::future<Response>> responses;
      for (int i = 0; i < kPushes; ++i) {
        const bool changes = random() % 4 == 0;
        responses.push_back(replica.submit({.service = "s" + std::to_string(random() % 40),
                                            .status = changes ? "DOWN" : "OPERATIONAL",
                                            .at = batch}));
      }
      for (auto& response : responses) ++(awaitAnswer(response).status < 300 ? stored : failed);
    }
  });
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(stored, 2 * kBatches * kPushes);
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), std::to_string(stored));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service"), "40");
  EXPECT_EQ(deadlocks(), "0");
}

TEST_F(ReplicasTest, LeaveAHistoryThatFollowsFromOneEventToTheNext) {
  atOnce([&](Replica& replica, int number) {
    for (int i = 0; i < 200; ++i) {
      replica.push({.status = (i + number) % 3 == 0 ? "DOWN" : "OPERATIONAL", .at = i});
    }
  });
  EXPECT_THAT(database_.values("SELECT count(*) FROM (SELECT previous_status, lag(status) OVER "
                               "(ORDER BY id) AS before FROM kernel.service_status_events) AS e "
                               "WHERE previous_status <> before"),
              ElementsAre("0"));
  EXPECT_EQ(database_.value("SELECT status = (SELECT status FROM kernel.service_status_events "
                            "ORDER BY id DESC LIMIT 1) FROM kernel.service_state"),
            "true");
}

TEST_F(ReplicasTest, BackfillTheSameDaysAtOnce) {
  std::atomic<int> stored{0};
  atOnce([&](Replica& replica, int number) {
    for (int day = 10; day < 28; ++day) {
      const auto answer = replica.push(
          {.service = "s" + std::to_string(number),
           .more = R"("observedAt":"2026-02-)" + std::to_string(day) + "T12:00:00Z\""});
      if (answer.status < 300) ++stored;
    }
  });
  EXPECT_EQ(stored, 36);
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.late_snapshots"), "36");
}

}  // namespace
}  // namespace itops::test
