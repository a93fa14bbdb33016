#include "aggregation/sample_repository.hpp"

#include <algorithm>
#include <utility>

#include "aggregation/packed_repository.hpp"

namespace itops::sla {
namespace {

constexpr Statement kSelectOldestSample{"sla.select_oldest_sample", R"(
SELECT least((SELECT min(observed_at) FROM sla.sla_snapshots),
             (SELECT min(observed_at) FROM sla.late_snapshots)) AS oldest)"};

constexpr Statement kSelectOldestArrived{"sla.select_oldest_arrived", R"(
SELECT min(observed_at) AS oldest FROM sla.sla_snapshots)"};

constexpr Statement kSelectUnpacked{"sla.select_unpacked", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM (SELECT * FROM sla.sla_snapshots WHERE observed_at >= $1 AND observed_at < $2
      UNION ALL
      SELECT * FROM sla.late_snapshots WHERE observed_at >= $1 AND observed_at < $2) s)"};

constexpr Statement kTakeLate{"sla.take_late_snapshots", R"(
DELETE FROM sla.late_snapshots
WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM sla.late_snapshots WHERE observed_at < $1
  ORDER BY observed_at, service_id LIMIT $2))
RETURNING service_id, observed_at, status, reporter, hold_seconds, down_after_seconds)"};

constexpr Statement kSelectUnpackedOf{"sla.select_unpacked_of", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM sla.sla_snapshots
WHERE observed_at >= $2 AND observed_at < $3 AND service_id = ANY($1::integer[])
ORDER BY service_id)"};

constexpr Statement kSelectCarried{"sla.select_carried", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM sla.carried_sample ORDER BY service_id)"};

constexpr Statement kSelectCarriedOf{"sla.select_carried_of", R"(
SELECT service_id, observed_at, status, reporter, hold_seconds, down_after_seconds
FROM sla.carried_sample WHERE service_id = ANY($1::integer[]) ORDER BY service_id)"};

// Almost always all of them exist: an update is half the work of an INSERT ON CONFLICT.
constexpr Statement kUpdateCarried{"sla.update_carried", R"(
UPDATE sla.carried_sample c SET
  observed_at = n.observed_at, status = n.status, reporter = n.reporter,
  hold_seconds = n.hold_seconds, down_after_seconds = n.down_after_seconds
FROM unnest($1::integer[], $2::timestamptz[], $3::smallint[], $4::smallint[], $5::integer[],
            $6::integer[])
  AS n (service_id, observed_at, status, reporter, hold_seconds, down_after_seconds)
WHERE c.service_id = n.service_id)"};

constexpr Statement kInsertCarried{"sla.insert_carried", R"(
INSERT INTO sla.carried_sample
  (service_id, observed_at, status, reporter, hold_seconds, down_after_seconds)
SELECT * FROM unnest($1::integer[], $2::timestamptz[], $3::smallint[], $4::smallint[],
                     $5::integer[], $6::integer[])
ON CONFLICT (service_id) DO NOTHING)"};

std::optional<Instant> instantIn(const Rows& rows) {
  const auto oldest = rows[0].optionalTimestamp("oldest");
  if (!oldest) return std::nullopt;
  return instantOf(*oldest);
}

/// Drops what lies outside of `interval`, but for the last sample before it.
void trim(std::vector<Sample>& samples, const Interval& interval) {
  const auto is_before = [&](Instant instant) {
    return [instant](const Sample& sample) { return instantOf(sample.observed_at) < instant; };
  };
  samples.erase(std::partition_point(samples.begin(), samples.end(), is_before(interval.to)),
                samples.end());
  const auto first = std::partition_point(samples.begin(), samples.end(), is_before(interval.from));
  if (first != samples.begin()) samples.erase(samples.begin(), first - 1);
}

}  // namespace

std::optional<Instant> SampleRepository::oldest() {
  return instantIn(transaction_.run(kSelectOldestSample));
}

std::optional<Instant> SampleRepository::oldestArrived() {
  return instantIn(transaction_.run(kSelectOldestArrived));
}

void SampleRepository::addUnpacked(const Interval& interval, SamplesByService& services) {
  addSamples(services,
             transaction_.run(kSelectUnpacked, Timestamp(interval.from), Timestamp(interval.to)));
}

SamplesByService SampleRepository::takeLate(Instant before, int limit) {
  SamplesByService late;
  addSamples(late, transaction_.run(kTakeLate, Timestamp(before), limit));
  return late;
}

SamplesByService SampleRepository::history(const std::vector<std::int32_t>& services,
                                           const Interval& interval) {
  PackedRepository packed(transaction_);
  SamplesByService found;
  packed.addHistory(services, interval, found);
  const Instant unpacked_from = packed.nextBlock().value_or(Instant{});
  if (unpacked_from < interval.to) {
    addSamples(found, transaction_.run(kSelectUnpackedOf, idArray(services),
                                       Timestamp(unpacked_from), Timestamp(interval.to)));
  }
  for (auto& [service_id, samples] : found) {
    samples = inOrder(std::move(samples));
    trim(samples, interval);
  }
  std::erase_if(found, [](const auto& service) { return service.second.empty(); });
  return found;
}

SamplesByService SampleRepository::carried() {
  SamplesByService services;
  addSamples(services, transaction_.run(kSelectCarried));
  return services;
}

std::vector<ServiceSample> SampleRepository::carriedOf(const std::vector<std::int32_t>& services) {
  std::vector<ServiceSample> samples;
  const Rows rows = transaction_.run(kSelectCarriedOf, idArray(services));
  for (const auto row : rows) samples.push_back(sampleOf(row));
  return samples;
}

void SampleRepository::saveCarried(const std::vector<ServiceSample>& samples) {
  if (samples.empty()) return;
  SampleArrays arrays;
  for (const auto& [service_id, sample] : samples) arrays.add(service_id, sample);
  const auto values = arrays.take();
  const std::int64_t updated = transaction_.execute(kUpdateCarried, values).affectedCount();
  if (updated < static_cast<std::int64_t>(samples.size())) {
    transaction_.execute(kInsertCarried, values);
  }
}

}  // namespace itops::sla
