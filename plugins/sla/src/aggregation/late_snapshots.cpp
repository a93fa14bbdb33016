#include "aggregation/late_snapshots.hpp"

#include <vector>

#include "aggregation/packed_repository.hpp"
#include "aggregation/recount_repository.hpp"
#include "aggregation/sample_repository.hpp"

namespace itops::sla {
namespace {

constexpr int kTakenMax = 20'000;

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
  SamplesByService late = SampleRepository(transaction).takeLate(handled_until, kTakenMax);
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
