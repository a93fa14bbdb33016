#include "aggregation/aggregator.hpp"

#include <algorithm>
#include <vector>

#include "aggregation/circumstances_repository.hpp"
#include "aggregation/counting.hpp"
#include "aggregation/late_snapshots.hpp"
#include "aggregation/period_sums.hpp"
#include "aggregation/recounter.hpp"
#include "aggregation/sample_repository.hpp"
#include "aggregation/window_repository.hpp"
#include "definition/definition_repository.hpp"

namespace itops::sla {
namespace {

/// The last sample of each service that has one in the window.
std::vector<ServiceSample> lastIn(const Interval& window, const SamplesByService& samples) {
  std::vector<ServiceSample> last;
  for (const auto& [service_id, list] : samples) {
    if (instantOf(list.back().observed_at) >= window.from)
      last.push_back({service_id, list.back()});
  }
  return last;
}

void store(Transaction& transaction, Subject subject, const Interval& window,
           const TimesById& counted, PeriodSums& sums) {
  WindowMap windows;
  for (const auto& [id, times] : counted) {
    windows.emplace_hint(windows.end(), std::pair(id, window.from), times);
    sums.add(subject, id, window.from, times);
  }
  WindowRepository(transaction).insert(subject, windows);
}

}  // namespace

int Aggregator::run(const Fence& fence, const std::function<bool()>& should_stop) {
  int windows = 0;
  for (bool more = true; more && !should_stop();) {
    database_.transact([&](Transaction& transaction) {
      fence(transaction);
      WindowRepository(transaction).lock();
      const Step step = runNext(transaction);
      more = step.worked;
      windows += step.windows;
    });
  }
  return windows;
}

Aggregator::Step Aggregator::runNext(Transaction& transaction) {
  if (countNext(transaction)) return {true, 1};
  const auto handled_until = WindowRepository(transaction).nextWindow();
  if (!handled_until) return {};
  if (takeLateSnapshots(transaction, *handled_until)) return {true, 0};
  const auto recount = Recounter(transaction, rules_.time_zone, *handled_until).runNext();
  return {recount.worked, recount.windows};
}

bool Aggregator::countNext(Transaction& transaction) {
  WindowRepository repository(transaction);
  auto start = repository.nextWindow();
  if (!start) start = SampleRepository(transaction).oldest();
  if (!start) return false;
  const Interval window = windowOf(*start);
  if (Timestamp(window.to) + rules_.delay > clock_.now()) return false;
  count(transaction, window);
  repository.setNextWindow(window.to);
  return true;
}

void Aggregator::count(Transaction& transaction, const Interval& window) {
  SampleRepository repository(transaction);
  CircumstancesRepository surroundings(transaction);
  ensureAssignments(transaction);
  SamplesByService samples = repository.carried();
  const Instant from = earliestOf(samples, window.from);
  repository.addUnpacked(window, samples);
  for (auto& [service_id, list] : samples) list = inOrder(std::move(list));
  const auto counted = countWindow(window, samples, surroundings.load(window, from));
  WindowRepository(transaction)
      .ensurePartitions(std::chrono::floor<std::chrono::days>(window.from));
  PeriodSums sums(rules_.time_zone, surroundings.timeZones());
  store(transaction, Subject::kService, window, counted.services, sums);
  store(transaction, Subject::kGroup, window, counted.groups, sums);
  sums.save(transaction, false);
  repository.saveCarried(lastIn(window, samples));
}

}  // namespace itops::sla
