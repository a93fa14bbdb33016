#include "ingest/silence_job.hpp"

#include <algorithm>
#include <iterator>
#include <string>

#include "ingest/silence_repository.hpp"
#include "registry/service_writer_repository.hpp"
#include "registry/status_history.hpp"

namespace itops::ingest {
namespace {

constexpr int kServicesPerStep = 500;

}  // namespace

std::int64_t SilenceJob::run(const std::function<void(Transaction&)>& fence) {
  std::int64_t changed = 0;
  Step step;
  do {
    const std::int32_t after_id = step.last_id;
    database_.transact([&](Transaction& transaction) {
      if (fence) fence(transaction);
      step = runStep(transaction, after_id);
    });
    changed += step.changed;
  } while (!step.finished);
  if (changed > 0) {
    logger_.info("Services changed status because of silence.",
                 {{"services", std::to_string(changed)}});
  }
  return changed;
}

SilenceJob::Step SilenceJob::runStep(Transaction& transaction, std::int32_t after_id) {
  SilenceRepository repository(transaction);
  if (!repository.tryLock()) return {};
  const Timestamp now = clock_.now();
  const auto ids = repository.silentServices(now, limits_, after_id, kServicesPerStep);
  if (ids.empty()) return {};
  registry::ServiceWriter writer(transaction);
  auto records = writer.lockById(ids);
  Timestamp earliest = now;
  for (const auto& record : records) {
    earliest = std::min(earliest, record.state.silence_from.value_or(now));
  }
  const auto outages = repository.outagesSince(earliest);
  std::vector<registry::StatusEvent> events;
  std::vector<const registry::ServiceRecord*> changed;
  for (auto& record : records) {
    auto own = applySilence(record, now, limits_, outages);
    if (own.empty()) continue;
    changed.push_back(&record);
    events.insert(events.end(), std::make_move_iterator(own.begin()),
                  std::make_move_iterator(own.end()));
  }
  writer.saveStates(changed);
  registry::recordStatusEvents(transaction, events_, events, now);
  return {ids.back(), ids.size() < kServicesPerStep, static_cast<std::int64_t>(changed.size())};
}

}  // namespace itops::ingest
