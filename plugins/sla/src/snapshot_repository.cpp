#include "snapshot_repository.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "aggregation/packed_repository.hpp"
#include "aggregation/sample_rows.hpp"

namespace itops::sla {
namespace {

constexpr Statement kLockPartitions{"sla.lock_partitions", R"(
SELECT pg_advisory_xact_lock(hashtext('itops.sla.partitions')))"};

constexpr Statement kInsertSnapshots{"sla.insert_snapshots", R"(
INSERT INTO sla.sla_snapshots
  (service_id, observed_at, status, reporter, hold_seconds, down_after_seconds)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::smallint[], $4::smallint[],
                     $5::integer[], $6::integer[]))"};

constexpr Statement kInsertLate{"sla.insert_late_snapshots", R"(
INSERT INTO sla.late_snapshots
  (service_id, observed_at, status, reporter, hold_seconds, down_after_seconds)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::smallint[], $4::smallint[],
                     $5::integer[], $6::integer[]))"};

constexpr Statement kEnsurePartition{"sla.ensure_partition", R"(
SELECT sla.ensure_snapshot_partition($1::date))"};

constexpr Statement kSelectUnpackedSnapshots{"sla.select_unpacked_snapshots", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM (SELECT * FROM sla.sla_snapshots
      WHERE service_id = $1 AND observed_at >= $2 AND observed_at < $3
      UNION ALL
      SELECT * FROM sla.late_snapshots
      WHERE service_id = $1 AND observed_at >= $2 AND observed_at < $3) s
ORDER BY observed_at DESC LIMIT $4)"};

void addLater(Transaction& transaction, std::span<const Observation> observations, bool late) {
  SampleArrays arrays;
  bool any = false;
  for (const Observation& observation : observations) {
    if (isLate(observation) != late) continue;
    arrays.add(observation.service_id,
               {observation.observed_at, observation.status, observation.reporter, observation.hold,
                observation.down_after});
    any = true;
  }
  if (any) transaction.defer(late ? kInsertLate : kInsertSnapshots, arrays.take());
}

}  // namespace

void ensurePartition(Database& database, Day day) {
  const std::string date = formatTimestamp(Timestamp(day)).substr(0, 10);
  database.transact([&](Transaction& transaction) {
    transaction.run(kLockPartitions);
    transaction.run(kEnsurePartition, date);
  });
}

void insertSnapshots(Transaction& transaction, std::span<const Observation> observations) {
  addLater(transaction, observations, false);
  addLater(transaction, observations, true);
}

std::vector<Sample> selectSnapshots(Database& database, std::int32_t service_id, Timestamp from,
                                    Timestamp to, int limit) {
  SamplesByService found;
  database.transact([&](Transaction& transaction) {
    PackedRepository packed(transaction);
    packed.addBlocks(service_id, {instantOf(from), instantOf(to)}, limit, found);
    addSamples(found, transaction.run(kSelectUnpackedSnapshots, service_id, from, to, limit));
  });
  std::vector<Sample> samples = inOrder(std::move(found[service_id]));
  std::erase_if(samples, [&](const Sample& sample) {
    return sample.observed_at < from || sample.observed_at >= to;
  });
  std::reverse(samples.begin(), samples.end());
  if (samples.size() > static_cast<std::size_t>(limit)) {
    samples.resize(static_cast<std::size_t>(limit));
  }
  return samples;
}

}  // namespace itops::sla
