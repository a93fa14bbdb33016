#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "database/ingest/catalog_database.hpp"
#include "snapshot_sink.hpp"

namespace itops::sla {
namespace {

using itops::test::CatalogDatabase;
using std::chrono::days;
using testing::ElementsAre;
using testing::IsEmpty;

const Timestamp kMidnight = *parseTimestamp("2026-03-01T00:00:00Z");

Observation observedAt(Timestamp instant) {
  return {.service_id = 1,
          .status = Status::kOperational,
          .observed_at = instant,
          .received_at = instant,
          .hold = std::chrono::seconds(120)};
}

class PartitionTest : public testing::Test {
 protected:
  std::vector<std::string> partitions() {
    return database_.values(
        "SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = "
        "'sla.sla_snapshots'::regclass ORDER BY inhrelid::regclass::text");
  }
  void write(SnapshotSink& sink, const std::vector<Observation>& observations) {
    database_.pool().transact(
        [&](Transaction& transaction) { sink.write(transaction, observations); });
  }

  CatalogDatabase database_;
};

TEST_F(PartitionTest, AreNotThereBeforeTheFirstObservation) {
  EXPECT_THAT(partitions(), IsEmpty());
}

TEST_F(PartitionTest, AreMadePerUtcDay) {
  SnapshotSink sink(database_.pool());
  const auto microsecond = std::chrono::microseconds(1);
  write(sink, {observedAt(kMidnight - microsecond), observedAt(kMidnight),
               observedAt(kMidnight + days(1) - microsecond), observedAt(kMidnight + days(1))});
  EXPECT_THAT(partitions(), ElementsAre("sla.sla_snapshots_20260228", "sla.sla_snapshots_20260301",
                                        "sla.sla_snapshots_20260302"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots_20260301"), "2");
}

TEST_F(PartitionTest, AreMadeForDaysLongAgo) {
  SnapshotSink sink(database_.pool());
  write(sink, {observedAt(kMidnight - days(90)), observedAt(kMidnight)});
  write(sink, {observedAt(kMidnight - days(45))});
  EXPECT_THAT(partitions(), ElementsAre("sla.sla_snapshots_20251201", "sla.sla_snapshots_20260115",
                                        "sla.sla_snapshots_20260301"));
}

TEST_F(PartitionTest, HaveTheTimeIndex) {
  ensurePartition(database_.pool(), std::chrono::floor<days>(kMidnight));
  EXPECT_EQ(database_.value("SELECT amname FROM pg_index AS i JOIN pg_class AS c ON c.oid = "
                            "i.indexrelid JOIN pg_am AS a ON a.oid = c.relam WHERE i.indrelid = "
                            "'sla.sla_snapshots_20260301'::regclass"),
            "brin");
}

TEST_F(PartitionTest, AreMadeOnceByTwoWritersAtOnce) {
  constexpr int kDays = 40;
  const auto make = [&] {
    SnapshotSink sink(database_.pool());
    for (int day = 0; day < kDays; ++day) write(sink, {observedAt(kMidnight + days(day))});
  };
  std::thread other(make);
  make();
  other.join();
  EXPECT_EQ(partitions().size(), std::size_t{kDays});
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), std::to_string(2 * kDays));
}

TEST_F(PartitionTest, AreMadeWhileAnotherDayIsWritten) {
  SnapshotSink sink(database_.pool());
  write(sink, {observedAt(kMidnight)});
  database_.pool().transact([&](Transaction& transaction) {
    sink.write(transaction, std::vector{observedAt(kMidnight)});
    ensurePartition(database_.pool(), std::chrono::floor<days>(kMidnight) + days(1));
  });
  EXPECT_EQ(partitions().size(), 2U);
}

TEST_F(PartitionTest, StayWhenTheWritingTransactionFails) {
  SnapshotSink sink(database_.pool());
  const auto failing = [&] {
    database_.pool().transact([&](Transaction& transaction) {
      sink.write(transaction, std::vector{observedAt(kMidnight)});
      throw std::runtime_error("later");
    });
  };
  EXPECT_THROW(failing(), std::runtime_error);
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "0");
  write(sink, {observedAt(kMidnight)});
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "1");
}

}  // namespace
}  // namespace itops::sla
