#include "snapshot_sink.hpp"

namespace itops::sla {
namespace {

constexpr std::size_t kKnownDaysMax = 400;

}  // namespace

void SnapshotSink::write(Transaction& transaction, std::span<const Observation> observations) {
  if (known_days_.size() > kKnownDaysMax) known_days_.clear();
  for (const Observation& observation : observations) {
    if (isLate(observation)) continue;
    const Day day = std::chrono::floor<std::chrono::days>(observation.observed_at);
    if (known_days_.contains(day)) continue;
    ensurePartition(database_, day);
    known_days_.insert(day);
  }
  insertSnapshots(transaction, observations);
}

}  // namespace itops::sla
