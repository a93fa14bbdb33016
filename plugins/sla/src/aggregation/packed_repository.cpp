#include "aggregation/packed_repository.hpp"

#include <set>
#include <string>
#include <utility>

#include "arithmetic/packed_samples.hpp"
#include "bytes.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectNextBlock{"sla.select_next_block", R"(
SELECT next_block FROM sla.packing)"};

constexpr Statement kUpsertNextBlock{"sla.upsert_next_block", R"(
INSERT INTO sla.packing (next_block) VALUES ($1)
ON CONFLICT (id) DO UPDATE SET next_block = EXCLUDED.next_block)"};

constexpr Statement kSelectHistory{"sla.select_packed_history", R"(
SELECT service_id, samples FROM sla.packed_snapshots
WHERE service_id = ANY($1::integer[]) AND block >= $2 AND block < $3
UNION ALL
SELECT before.service_id, before.samples
FROM unnest($1::integer[]) AS wanted (service_id) CROSS JOIN LATERAL (
  SELECT service_id, samples FROM sla.packed_snapshots p
  WHERE p.service_id = wanted.service_id AND p.block < $2 ORDER BY p.block DESC LIMIT 1) before)"};

constexpr Statement kSelectBlocksOf{"sla.select_packed_blocks_of", R"(
SELECT service_id, samples FROM sla.packed_snapshots
WHERE service_id = $1 AND block >= $2 AND block < $3 ORDER BY block DESC LIMIT $4)"};

constexpr Statement kSelectBlock{"sla.select_packed_block", R"(
SELECT service_id, samples FROM sla.packed_snapshots
WHERE block = $1 AND service_id BETWEEN $2 AND $3)"};

constexpr Statement kSelectBlocks{"sla.select_packed_blocks", R"(
SELECT p.service_id, p.samples
FROM unnest($1::integer[], $2::timestamptz[]) AS wanted (service_id, block)
JOIN sla.packed_snapshots p USING (service_id, block))"};

constexpr Statement kUpsertBlocks{"sla.upsert_packed_blocks", R"(
INSERT INTO sla.packed_snapshots (service_id, block, samples)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::bytea[])
ON CONFLICT (service_id, block) DO UPDATE SET samples = EXCLUDED.samples)"};

constexpr Statement kEnsurePackedPartition{"sla.ensure_packed_partition", R"(
SELECT sla.ensure_day_partition('packed_snapshots', $1::date))"};

constexpr Statement kSelectLastService{"sla.select_last_service", R"(
SELECT COALESCE(max(id), 0) AS id FROM kernel.service)"};

constexpr Statement kSelectArrived{"sla.select_arrived", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM sla.sla_snapshots
WHERE observed_at >= $1 AND observed_at < $2 AND service_id BETWEEN $3 AND $4
ORDER BY service_id)"};

void addPacked(SamplesByService& found, const Rows& rows) {
  for (const auto row : rows) {
    const auto samples = unpackSamples(fromBytea(row.text("samples")));
    auto& of_service = found[static_cast<std::int32_t>(row.integer("service_id"))];
    of_service.insert(of_service.end(), samples.begin(), samples.end());
  }
}

using SamplesByBlock = std::map<std::pair<std::int32_t, Instant>, std::vector<Sample>>;

void addByBlock(SamplesByBlock& blocks, const SamplesByService& services) {
  for (const auto& [service_id, samples] : services) {
    for (const Sample& sample : samples) {
      blocks[{service_id, blockOf(instantOf(sample.observed_at))}].push_back(sample);
    }
  }
}

void save(Transaction& transaction, SamplesByBlock& blocks) {
  if (blocks.empty()) return;
  ArrayValue ids, starts, packed;
  for (auto& [key, samples] : blocks) {
    ids.add(key.first);
    starts.add(Timestamp(key.second));
    packed.add(toBytea(packSamples(inOrder(std::move(samples)))));
  }
  transaction.run(kUpsertBlocks, ids.take(), starts.take(), packed.take());
}

}  // namespace

std::optional<Instant> PackedRepository::nextBlock() {
  const Rows rows = transaction_.run(kSelectNextBlock);
  if (rows.empty()) return std::nullopt;
  return instantOf(rows[0].timestamp("next_block"));
}

void PackedRepository::setNextBlock(Instant block) {
  transaction_.run(kUpsertNextBlock, Timestamp(block));
}

void PackedRepository::addHistory(const std::vector<std::int32_t>& services,
                                  const Interval& interval, SamplesByService& found) {
  addPacked(found, transaction_.run(kSelectHistory, idArray(services),
                                    Timestamp(blockOf(interval.from)), Timestamp(interval.to)));
}

void PackedRepository::addBlocks(std::int32_t service, const Interval& interval, int limit,
                                 SamplesByService& found) {
  addPacked(found, transaction_.run(kSelectBlocksOf, service, Timestamp(blockOf(interval.from)),
                                    Timestamp(interval.to), limit));
}

void PackedRepository::addBlock(Instant block, std::int32_t first, std::int32_t last,
                                SamplesByService& found) {
  addPacked(found, transaction_.run(kSelectBlock, Timestamp(block), first, last));
}

void PackedRepository::merge(const SamplesByService& samples) {
  SamplesByBlock blocks;
  addByBlock(blocks, samples);
  ArrayValue ids, starts;
  std::set<Instant> days;
  for (const auto& [key, unused] : blocks) {
    ids.add(key.first);
    starts.add(Timestamp(key.second));
    days.insert(std::chrono::floor<std::chrono::days>(key.second));
  }
  for (const Instant day : days) ensurePartition(day);
  SamplesByService there;
  addPacked(there, transaction_.run(kSelectBlocks, ids.take(), starts.take()));
  addByBlock(blocks, there);
  save(transaction_, blocks);
}

void PackedRepository::saveBlock(Instant block, const SamplesByService& samples) {
  SamplesByBlock blocks;
  for (const auto& [service_id, list] : samples) blocks.try_emplace({service_id, block}, list);
  save(transaction_, blocks);
}

void PackedRepository::ensurePartition(Instant block) {
  transaction_.run(kEnsurePackedPartition, formatTimestamp(Timestamp(block)).substr(0, 10));
}

std::int32_t PackedRepository::lastService() {
  return static_cast<std::int32_t>(transaction_.run(kSelectLastService)[0].integer("id"));
}

void PackedRepository::addArrived(Instant block, std::int32_t first, std::int32_t last,
                                  SamplesByService& found) {
  addSamples(found, transaction_.run(kSelectArrived, Timestamp(block),
                                     Timestamp(block + kBlockLength), first, last));
}

}  // namespace itops::sla
