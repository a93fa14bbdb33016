#include "snapshot_repository.hpp"

#include <string>

namespace itops::sla {
namespace {

constexpr Statement kLockPartitions{"sla.lock_partitions", R"(
SELECT pg_advisory_xact_lock(hashtext('itops.sla.partitions')))"};

constexpr Statement kInsertSnapshots{"sla.insert_snapshots", R"(
INSERT INTO sla.sla_snapshots
  (observed_at, service_id, hold_seconds, down_after_seconds, status, reporter)
SELECT i.observed_at, i.service_id, i.hold_seconds, i.down_after_seconds, i.status, i.reporter
FROM unnest($1::timestamptz[], $2::integer[], $3::integer[], $4::integer[], $5::smallint[],
            $6::smallint[])
  AS i (observed_at, service_id, hold_seconds, down_after_seconds, status, reporter))"};

constexpr Statement kEnsurePartition{"sla.ensure_partition", R"(
SELECT sla.ensure_snapshot_partition($1::date))"};

constexpr Statement kSelectSnapshots{"sla.select_snapshots", R"(
SELECT observed_at, status, reporter, hold_seconds, down_after_seconds
FROM sla.sla_snapshots
WHERE service_id = $1 AND observed_at >= $2 AND observed_at < $3
ORDER BY observed_at DESC LIMIT $4)"};

}  // namespace

void ensurePartition(Database& database, Day day) {
  const std::string date = formatTimestamp(Timestamp(day)).substr(0, 10);
  database.transact([&](Transaction& transaction) {
    transaction.run(kLockPartitions);
    transaction.run(kEnsurePartition, date);
  });
}

void insertSnapshots(Transaction& transaction, std::span<const Observation> observations) {
  ArrayValue observed, ids, holds, down_after, statuses, reporters;
  for (const Observation& observation : observations) {
    observed.add(observation.observed_at);
    ids.add(observation.service_id);
    holds.add(std::int64_t{observation.hold.count()});
    down_after.add(std::int64_t{observation.down_after.count()});
    statuses.add(static_cast<int>(observation.status));
    reporters.add(static_cast<int>(observation.reporter));
  }
  transaction.runLater(kInsertSnapshots, observed.take(), ids.take(), holds.take(),
                       down_after.take(), statuses.take(), reporters.take());
}

std::vector<Snapshot> selectSnapshots(Database& database, std::int32_t service_id, Timestamp from,
                                      Timestamp to, int limit) {
  std::vector<Snapshot> snapshots;
  for (const auto row : database.run(kSelectSnapshots, service_id, from, to, limit)) {
    snapshots.push_back({row.timestamp("observed_at"), static_cast<Status>(row.integer("status")),
                         static_cast<Reporter>(row.integer("reporter")),
                         std::chrono::seconds(row.integer("hold_seconds")),
                         std::chrono::seconds(row.integer("down_after_seconds"))});
  }
  return snapshots;
}

}  // namespace itops::sla
