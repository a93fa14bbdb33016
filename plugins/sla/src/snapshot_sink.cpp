#include "snapshot_sink.hpp"

#include <algorithm>
#include <vector>

#include "aggregation/ended_samples_repository.hpp"

namespace itops::sla {
namespace {

constexpr std::size_t kKnownDaysMax = 400;

/// How long it may be unknown that windows were handled ahead of their time. Otherwise an
/// observation is late by kLateAfter.
constexpr std::chrono::seconds kHandledReadEvery{60};

/// The first of each service, which are sorted by service and instant: it ends what the others end.
std::vector<Observation> endingsAmong(std::span<const Observation> observations) {
  std::vector<Observation> endings;
  for (const Observation& observation : observations) {
    if (!observation.ends_later_ones) continue;
    if (endings.empty() || endings.back().service_id != observation.service_id) {
      endings.push_back(observation);
    }
  }
  return endings;
}

}  // namespace

void SnapshotSink::write(Transaction& transaction, std::span<const Observation> observations) {
  const auto endings = endingsAmong(observations);
  if (!endings.empty()) endLaterSamples(transaction, endings);
  readHandled(transaction, !endings.empty());
  ensurePartitions(observations);
  insertSnapshots(transaction, observations, handled_until_);
}

void SnapshotSink::readHandled(Transaction& transaction, bool at_once) {
  const auto now = std::chrono::steady_clock::now();
  if (!at_once && handled_read_at_ && now - *handled_read_at_ < kHandledReadEvery) return;
  handled_until_ = windowsHandledUntil(transaction).value_or(Timestamp{});
  handled_read_at_ = now;
}

void SnapshotSink::ensurePartitions(std::span<const Observation> observations) {
  if (known_days_.size() > kKnownDaysMax) known_days_.clear();
  for (const Observation& observation : observations) {
    if (isLate(observation)) continue;
    const Day day = std::chrono::floor<std::chrono::days>(observation.observed_at);
    if (known_days_.contains(day)) continue;
    ensurePartition(database_, day);
    known_days_.insert(day);
  }
}

}  // namespace itops::sla
