#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "aggregation/aggregator.hpp"
#include "aggregation/packer.hpp"
#include "aggregation/retention.hpp"
#include "aggregation/window_repository.hpp"
#include "database/ingest/catalog_database.hpp"
#include "snapshot_sink.hpp"
#include "time/manual_clock.hpp"

namespace itops::sla {

inline const Timestamp kStart = *parseTimestamp("2026-03-01T11:45:00Z");
inline constexpr int kService = 7;

/// Observations, the aggregator and what it makes of them, on PostgreSQL.
class AggregationFixture : public testing::Test {
 protected:
  using seconds = std::chrono::seconds;
  using hours = std::chrono::hours;

  static Observation observation(int seconds_in, Status status, int service = kService) {
    return {.service_id = service,
            .status = status,
            .observed_at = kStart + seconds(seconds_in),
            .received_at = kStart + seconds(seconds_in),
            .hold = seconds(120),
            .down_after = seconds(300)};
  }

  void write(const std::vector<Observation>& observations) {
    database_.pool().transact(
        [&](Transaction& transaction) { sink_.write(transaction, observations); });
  }

  /// An observation that is received at once.
  void observe(int seconds_in, Status status, int service = kService) {
    write({observation(seconds_in, status, service)});
  }

  /// An observation that is received now.
  void observeLate(int seconds_in, Status status, int service = kService) {
    Observation late = observation(seconds_in, status, service);
    late.received_at = clock_.now();
    write({late});
  }

  int aggregateAt(Timestamp now) {
    clock_.set(now);
    return aggregator_.run([](Transaction&) {}, [] { return false; });
  }

  int pack() {
    return Packer(database_.pool()).run([](Transaction&) {}, [] { return false; });
  }

  int cleanUp() {
    return Retention(database_.pool(), clock_, {}).run([](Transaction&) {});
  }

  /// Makes a service, a member of groups from an instant on.
  void makeService(int id, const std::string& path) {
    database_.run(
        "INSERT INTO kernel.node (path) VALUES ('a/b/c/d') ON CONFLICT DO NOTHING;"
        "INSERT INTO kernel.service (id, node_id, created_at, uuid, path, name, source,"
        " display_name) OVERRIDING SYSTEM VALUE"
        " SELECT " +
        std::to_string(id) + ", id, '2026-03-01Z', gen_random_uuid(), '" + path +
        "', 's', 'external', 's' FROM kernel.node WHERE path = 'a/b/c/d'");
  }

  /// Windows of a service as `11:45 u120 d0 ...` in seconds of up, degraded, down, maintenance,
  /// unknown and excluded; classes without time are left out.
  std::vector<std::string> windows(int service = kService) {
    std::vector<SubjectWindow> found;
    database_.pool().transact([&](Transaction& transaction) {
      const Interval ever{instantOf(kStart - hours(24)), instantOf(kStart + hours(2400))};
      found = WindowRepository(transaction).list(Subject::kService, service, ever, 1000);
    });
    std::vector<std::string> texts;
    for (const SubjectWindow& window : found) texts.push_back(describe(window));
    return texts;
  }

  static std::string describe(const SubjectWindow& window) {
    std::string text = formatTimestamp(window.window_start).substr(11, 5);
    const std::string letters = "uxdm?-";
    for (std::size_t i = 0; i < kTimeClassCount; ++i) {
      const auto time = window.times.of(static_cast<TimeClass>(i));
      if (time.count() > 0) text += " " + (letters[i] + std::to_string(time.count() / 1000));
    }
    return text;
  }

  itops::test::CatalogDatabase database_;
  SnapshotSink sink_{database_.pool()};
  ManualClock clock_{kStart};
  Aggregator aggregator_{database_.pool(), clock_, {}};
};

}  // namespace itops::sla
