#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "database/ingest/catalog_database.hpp"
#include "snapshot_sink.hpp"

namespace itops::sla {
namespace {

using itops::test::CatalogDatabase;
using std::chrono::hours;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");

class SnapshotTest : public testing::Test {
 protected:
  void write(const std::vector<Observation>& observations) {
    database_.pool().transact(
        [&](Transaction& transaction) { sink_.write(transaction, observations); });
  }
  /// Seconds after noon of the snapshots of service 1 in a range.
  std::vector<int> select(int from, int to, int limit = 100) {
    std::vector<int> offsets;
    for (const auto& snapshot :
         selectSnapshots(database_.pool(), 1, kNoon + seconds(from), kNoon + seconds(to), limit)) {
      const auto offset = std::chrono::duration_cast<seconds>(snapshot.observed_at - kNoon);
      offsets.push_back(static_cast<int>(offset.count()));
    }
    return offsets;
  }
  static Observation observation(int service, int offset) {
    return {.service_id = service,
            .status = Status::kOperational,
            .observed_at = kNoon + seconds(offset),
            .received_at = kNoon,
            .hold = seconds(120),
            .down_after = seconds(300)};
  }

  CatalogDatabase database_;
  SnapshotSink sink_{database_.pool()};
};

TEST_F(SnapshotTest, ComesBackAsItWasWritten) {
  write({{.service_id = 7,
          .status = Status::kMaintenance,
          .reporter = Reporter::kAgent,
          .observed_at = kNoon + std::chrono::microseconds(1),
          .received_at = kNoon,
          .hold = seconds(90),
          .down_after = seconds(0)}});
  const auto found = selectSnapshots(database_.pool(), 7, kNoon, kNoon + hours(1), 10);
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].observed_at, kNoon + std::chrono::microseconds(1));
  EXPECT_EQ(found[0].status, Status::kMaintenance);
  EXPECT_EQ(found[0].reporter, Reporter::kAgent);
  EXPECT_EQ(found[0].hold, seconds(90));
  EXPECT_EQ(found[0].down_after, seconds(0));
}

TEST_F(SnapshotTest, IsSelectedByServiceAndHalfOpenRangeNewestFirst) {
  write({observation(1, 10), observation(1, 20), observation(1, 30), observation(2, 20)});
  EXPECT_THAT(select(10, 30), ElementsAre(20, 10));
  EXPECT_THAT(select(11, 31), ElementsAre(30, 20));
  EXPECT_THAT(select(0, 100, 2), ElementsAre(30, 20));
  EXPECT_THAT(select(31, 100), IsEmpty());
}

TEST_F(SnapshotTest, IsSelectedAcrossDays) {
  const int day = 86'400;
  write({observation(1, -day), observation(1, 0), observation(1, day)});
  EXPECT_THAT(select(-2 * day, 2 * day), ElementsAre(day, 0, -day));
  EXPECT_THAT(select(1, 2 * day), ElementsAre(day));
}

TEST_F(SnapshotTest, OfNoDayIsAnEmptyList) {
  EXPECT_THAT(select(-86'400, 86'400), IsEmpty());
}

TEST_F(SnapshotTest, OfTheSameInstantCountsOnce) {
  write({observation(1, 0), observation(1, 0)});
  EXPECT_THAT(select(0, 1), ElementsAre(0));
}

TEST_F(SnapshotTest, ThatIsLateIsShownWithTheOthers) {
  write({observation(1, -3600), observation(1, -600), observation(1, -599)});
  EXPECT_THAT(select(-4000, 1), ElementsAre(-599, -600, -3600));
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.late_snapshots"), "1");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "2");
}

TEST_F(SnapshotTest, TakesAtMost60BytesWithItsIndexes) {
  constexpr int kRows = 100'000;
  constexpr int kBatch = 500;
  for (int first = 0; first < kRows; first += kBatch) {
    std::vector<Observation> batch;
    for (int i = 0; i < kBatch; ++i) batch.push_back(observation(i, first / kBatch));
    write(batch);
  }
  const double bytes =
      std::stod(database_.value("SELECT pg_total_relation_size('sla.sla_snapshots_20260301')"));
  std::cout << "bytes per snapshot: " << bytes / kRows << "\n";
  RecordProperty("bytes_per_snapshot", std::to_string(bytes / kRows));
  EXPECT_LE(bytes / kRows, 60);
}

}  // namespace
}  // namespace itops::sla
