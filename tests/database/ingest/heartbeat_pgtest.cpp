#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/ingest/replica.hpp"
#include "ingest/platform_heartbeat_repository.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

using ingest::PlatformHeartbeat;
using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class HeartbeatTest : public testing::Test {
 protected:
  PlatformHeartbeat newReplica() { return {database_.pool(), clock_, seconds(30)}; }
  std::vector<std::string> outages() {
    return database_.values(
        "SELECT started_at || ' ' || ended_at FROM kernel.platform_outage "
        "ORDER BY started_at");
  }

  CatalogDatabase database_;
  ManualClock clock_{kNoon};
};

TEST_F(HeartbeatTest, TakesTheTimeBeforeTheFirstBeatEverForNoOutage) {
  auto replica = newReplica();
  EXPECT_FALSE(replica.beat());
  EXPECT_THAT(outages(), IsEmpty());
  EXPECT_EQ(database_.value("SELECT beat_at FROM kernel.platform_heartbeat"),
            "2026-03-01 12:00:00+00");
}

TEST_F(HeartbeatTest, RecordsAGapOverTheLimitOnce) {
  auto replica = newReplica();
  replica.beat();
  clock_.advance(seconds(31));
  const auto outage = replica.beat();
  ASSERT_TRUE(outage);
  EXPECT_EQ(outage->started_at, kNoon);
  EXPECT_EQ(outage->ended_at, kNoon + seconds(31));
  EXPECT_FALSE(replica.beat());
  EXPECT_THAT(outages(), ElementsAre("2026-03-01 12:00:00+00 2026-03-01 12:00:31+00"));
}

TEST_F(HeartbeatTest, TakesAGapUpToTheLimitForNoOutage) {
  auto replica = newReplica();
  for (int i = 0; i < 3; ++i, clock_.advance(seconds(30))) EXPECT_FALSE(replica.beat());
  EXPECT_THAT(outages(), IsEmpty());
}

TEST_F(HeartbeatTest, OfOneReplicaCoversTheOthersPause) {
  auto first = newReplica();
  auto second = newReplica();
  first.beat();
  for (int i = 0; i < 10; ++i, clock_.advance(seconds(10))) EXPECT_FALSE(second.beat());
  EXPECT_FALSE(first.beat());
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.platform_heartbeat"), "2");
}

TEST_F(HeartbeatTest, OfReplicasThatStartTogetherRecordsTheGapOnce) {
  newReplica().beat();
  clock_.advance(hours(2));
  auto first = newReplica();
  auto second = newReplica();
  std::atomic<int> recorded{0};
  std::thread other([&] { recorded += first.beat() ? 1 : 0; });
  recorded += second.beat() ? 1 : 0;
  other.join();
  EXPECT_EQ(recorded, 1);
  EXPECT_THAT(outages(), ElementsAre("2026-03-01 12:00:00+00 2026-03-01 14:00:00+00"));
}

TEST_F(HeartbeatTest, ForgetsReplicasAfterADay) {
  newReplica().beat();
  auto replica = newReplica();
  clock_.advance(hours(24));
  replica.beat();
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.platform_heartbeat"), "2");
  clock_.advance(seconds(1));
  replica.beat();
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.platform_heartbeat"), "1");
}

TEST_F(HeartbeatTest, OfAClockThatStepsBackRecordsNothing) {
  auto replica = newReplica();
  replica.beat();
  clock_.advance(-hours(1));
  EXPECT_FALSE(replica.beat());
  EXPECT_THAT(outages(), IsEmpty());
}

}  // namespace
}  // namespace itops::test
