#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "backup_endpoint.hpp"
#include "database/postgres_database.hpp"
#include "itops/testing/event_bus.hpp"
#include "support/postgres_fixture.hpp"
#include "support/recording_logger.hpp"

namespace itops::backup {
namespace {

constexpr int kServices = 20;
constexpr int kBatches = 15;

constexpr Statement kAddServices{"test.add_services", R"(
WITH node AS (INSERT INTO kernel.node (path) VALUES ('a/b/c/d') RETURNING id)
INSERT INTO kernel.service (node_id, created_at, uuid, path, name, source, display_name)
SELECT node.id, '2026-03-01Z', gen_random_uuid(), 'a/b/c/d/s' || i, 's' || i, 'external', 's' || i
FROM node, generate_series(1, $1::integer) AS i
RETURNING id, uuid, path)"};

constexpr Statement kCounts{"test.count_attempts", R"(
SELECT (SELECT count(*) FROM backup.attempt) AS attempts,
       (SELECT count(*) FROM backup.state WHERE last_attempt_at IS NOT NULL) AS states)"};

/// The endpoint of one replica.
class Replica {
 public:
  explicit Replica(Database& database) : database_(database) {}

  /// Pushes about these services, in this order, in one batch.
  void write(const std::vector<ServiceRef>& services, Timestamp now) {
    PushAddress address;
    BackupReport report;
    report.attempt.outcome = Outcome::kSuccess;
    std::vector<PushWarning> warnings;
    std::vector<PushItem> items;
    for (const ServiceRef& service : services) {
      items.push_back({.address = address,
                       .report = report,
                       .warnings = warnings,
                       .observed_at = now,
                       .received_at = now,
                       .service = service});
    }
    database_.transact([&](Transaction& transaction) { endpoint_.write(transaction, items); });
  }

 private:
  Database& database_;
  Rules rules_;
  test::FakeEventBus events_;
  BackupAlarms alarms_{database_, events_, rules_};
  BackupEndpoint endpoint_{rules_, alarms_};
};

// A deadlock would end one of the transactions with an error.
TEST(BackupReplicas, WriteTheSameServicesInOppositeOrdersAtOnce) {
  DatabaseOptions options = test::PostgresFixture::migratedDatabase({"kernel", "backup"});
  options.pool_size = 4;
  test::RecordingLogger logger;
  MetricsRegistry metrics;
  PostgresDatabase database(options, logger, metrics);
  std::vector<ServiceRef> services;
  for (const auto row : database.run(kAddServices, kServices)) {
    services.push_back({static_cast<std::int32_t>(row.integer("id")), row.uuid("uuid"),
                        std::string(row.text("path"))});
  }
  const auto writeAll = [&](std::vector<ServiceRef> order) {
    Replica replica(database);
    for (int i = 0; i < kBatches; ++i) {
      replica.write(order, *parseTimestamp("2026-03-01T12:00:00Z") + std::chrono::seconds(i));
    }
  };
  std::thread other([&] { EXPECT_NO_THROW(writeAll({services.rbegin(), services.rend()})); });
  EXPECT_NO_THROW(writeAll(services));
  other.join();
  const Rows counts = database.run(kCounts);
  EXPECT_EQ(counts[0].integer("attempts"), 2 * kBatches * kServices);
  EXPECT_EQ(counts[0].integer("states"), kServices);
}

}  // namespace
}  // namespace itops::backup
