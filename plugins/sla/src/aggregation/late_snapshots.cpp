#include "aggregation/late_snapshots.hpp"

#include <vector>

#include "aggregation/packed_repository.hpp"
#include "aggregation/recount_repository.hpp"
#include "aggregation/sample_repository.hpp"

namespace itops::sla {
namespace {

constexpr int kTakenMax = 20'000;

constexpr Statement kTake{"sla.take_late_snapshots", R"(
DELETE FROM sla.late_snapshots
WHERE ctid = ANY (ARRAY(
  SELECT ctid FROM sla.late_snapshots WHERE observed_at < $1
  ORDER BY observed_at, service_id LIMIT $2))
RETURNING service_id, observed_at, status, reporter, hold_seconds, down_after_seconds)"};

/// Where a late observation is the newest of its service, the next window begins with it.
void carryOn(Transaction& transaction, const SamplesByService& late) {
  std::vector<std::int32_t> ids;
  for (const auto& [service_id, samples] : late) ids.push_back(service_id);
  SampleRepository repository(transaction);
  SamplesByService newest = late;
  for (const auto& [service_id, sample] : repository.carriedOf(ids)) {
    newest[service_id].push_back(sample);
  }
  std::vector<ServiceSample> carried;
  for (auto& [service_id, samples] : newest) {
    carried.push_back({service_id, inOrder(std::move(samples)).back()});
  }
  repository.saveCarried(carried);
}

}  // namespace

bool takeLateSnapshots(Transaction& transaction, Instant handled_until) {
  SamplesByService late;
  addSamples(late, transaction.run(kTake, Timestamp(handled_until), kTakenMax));
  if (late.empty()) return false;
  PackedRepository(transaction).merge(late);
  carryOn(transaction, late);
  RecountRepository recounts(transaction);
  for (auto& [service_id, samples] : late) {
    samples = inOrder(std::move(samples));
    recounts.add(service_id,
                 {instantOf(samples.front().observed_at), instantOf(samples.back().observed_at)});
  }
  return true;
}

}  // namespace itops::sla
