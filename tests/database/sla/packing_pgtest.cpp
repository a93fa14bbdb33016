#include <gmock/gmock.h>

#include <iostream>
#include <random>

#include "database/sla/aggregation_fixture.hpp"
#include "snapshot_repository.hpp"

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using testing::ElementsAre;

class PackingTest : public AggregationFixture {
 protected:
  /// A day of a service that reports every 30 s or so.
  void observeADay(int service) {
    std::mt19937 random(static_cast<unsigned>(service));
    std::vector<Observation> day;
    for (int second = 0; second < 86'400; second += 30) {
      Observation one = observation(second, Status::kOperational, service);
      one.observed_at += std::chrono::microseconds(random() % 50'000);
      one.received_at = one.observed_at;
      day.push_back(one);
    }
    write(day);
  }

  std::string count(const std::string& table) {
    return database_.value("SELECT count(*) FROM sla." + table);
  }
};

TEST_F(PackingTest, WaitsUntilAllWindowsOfTheBlockWereHandled) {
  observe(0, Status::kOperational);
  aggregateAt(kStart + minutes(25));
  EXPECT_EQ(pack(), 0);
  aggregateAt(kStart + minutes(30));
  EXPECT_EQ(pack(), 1);
  EXPECT_EQ(count("packed_snapshots"), "1");
}

TEST_F(PackingTest, ChangesNothingThatIsShown) {
  observeADay(kService);
  const auto shown = [this] {
    return selectSnapshots(database_.pool(), kService, kStart, kStart + hours(30), 5000);
  };
  const auto before = shown();
  aggregateAt(kStart + hours(40));
  EXPECT_EQ(shown(), before);
  pack();
  EXPECT_EQ(shown(), before);
  cleanUp();
  EXPECT_EQ(shown(), before);
  EXPECT_EQ(before.size(), 2880U);
}

// SLA-18
TEST_F(PackingTest, OnlyDaysThatArePackedAreDroppedAsTheyArrived) {
  observe(0, Status::kOperational);
  observe(86'400, Status::kOperational);
  EXPECT_EQ(cleanUp(), 0);
  aggregateAt(kStart + hours(40));
  EXPECT_EQ(cleanUp(), 0);
  pack();
  EXPECT_EQ(cleanUp(), 2);
  EXPECT_EQ(count("sla_snapshots"), "0");
  EXPECT_EQ(count("packed_snapshots"), "2");
}

// SLA-17, START-43
TEST_F(PackingTest, ObservationsOlderThan90DaysAreDroppedAndTheirHoursKept) {
  observe(0, Status::kMaintenance);
  aggregateAt(kStart + hours(14));
  pack();
  database_.run("UPDATE sla.aggregation SET next_window = '2026-05-31Z'");
  clock_.set(*parseTimestamp("2026-05-30T23:59:59Z"));
  cleanUp();
  EXPECT_EQ(count("packed_snapshots"), "1");
  clock_.set(*parseTimestamp("2026-05-31T00:00:00Z"));
  cleanUp();
  EXPECT_EQ(count("packed_snapshots"), "0");
  EXPECT_EQ(database_.value("SELECT min(window_start)::date FROM sla.sla_windows"), "2026-03-02");
  EXPECT_THAT(database_.values("SELECT maintenance_ms::text FROM sla.sla_hours "
                               "WHERE subject_id = 7 ORDER BY period_start LIMIT 3"),
              ElementsAre("900000", "3600000", "3600000"));
  EXPECT_EQ(database_.value("SELECT windows_from::date FROM sla.aggregation"), "2026-03-02");
}

TEST_F(PackingTest, ADayThatIsInUseStaysAsItIs) {
  static constexpr Statement kUse{"test.use_windows", "LOCK TABLE sla.sla_windows IN SHARE MODE"};
  observe(0, Status::kMaintenance);
  aggregateAt(kStart + hours(14));
  database_.run("UPDATE sla.aggregation SET next_window = '2026-05-31Z'");
  clock_.set(*parseTimestamp("2026-05-31T00:00:00Z"));
  const std::string windows = count("sla_windows");
  database_.pool().transact([&](Transaction& transaction) {
    transaction.run(kUse);
    cleanUp();
  });
  EXPECT_EQ(count("sla_windows"), windows);
  EXPECT_EQ(count("sla_hours"), "0") << "or they would be shown twice";
  EXPECT_EQ(database_.value("SELECT windows_from FROM sla.aggregation"), "null");
  cleanUp();
  EXPECT_GT(std::stoi(count("sla_hours")), 0);
}

// SLA-18
TEST_F(PackingTest, WhatWasNotAggregatedIsNeverDropped) {
  observe(0, Status::kOperational);
  clock_.set(kStart + hours(24 * 200));
  EXPECT_EQ(cleanUp(), 0);
  EXPECT_EQ(count("sla_snapshots"), "1");
}

// Slow: fixed costs hide the figure below 100 services.
TEST_F(PackingTest, TakesAtMost4BytesAnObservation) {
  constexpr int kServices = 100;
  for (int service = 1; service <= kServices; ++service) observeADay(service);
  aggregateAt(kStart + hours(30));
  pack();
  cleanUp();
  const double bytes = std::stod(database_.value(R"(
    SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits
    WHERE inhparent IN ('sla.packed_snapshots'::regclass))"));
  const double each = bytes / (kServices * 2880);
  std::cout << "bytes per snapshot: " << each << "\n";
  EXPECT_LE(each, 4);
}

}  // namespace
}  // namespace itops::sla
