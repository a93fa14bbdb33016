#include "aggregation/aggregator.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include "aggregation/window_repository.hpp"
#include "arithmetic/timeline.hpp"

namespace itops::sla {
namespace {

/// Observations by service: the carried one first, then those of the window.
using SamplesByService = std::map<std::int32_t, std::vector<Sample>>;

void add(SamplesByService& services, const std::vector<ServiceSample>& samples) {
  auto service = services.end();
  for (const auto& [service_id, sample] : samples) {
    if (service == services.end() || service->first != service_id) {
      service = services.try_emplace(service_id).first;
    }
    service->second.push_back(sample);
  }
}

Instant earliestOf(const std::vector<ServiceSample>& samples, Instant otherwise) {
  for (const auto& [service_id, sample] : samples) {
    otherwise = std::min(otherwise, instantOf(sample.observed_at));
  }
  return otherwise;
}

/// Archived time by service; it counts as excluded in the window in which it begins or ends, and a
/// window that is archived as a whole has no row.
std::map<std::int32_t, IntervalSet> archivedTimes(
    const std::vector<WindowRepository::Archival>& archivals) {
  std::map<std::int32_t, std::vector<Interval>> intervals;
  for (const auto& archival : archivals) {
    intervals[archival.service_id].push_back(archival.interval);
  }
  std::map<std::int32_t, IntervalSet> sets;
  for (auto& [service_id, list] : intervals) sets.emplace(service_id, std::move(list));
  return sets;
}

bool covers(const IntervalSet& set, const Interval& window) {
  const IntervalSet inside = set.within(window);
  return inside.intervals().size() == 1 && inside.intervals()[0] == window;
}

}  // namespace

int Aggregator::run(const Fence& fence, const std::function<bool()>& should_stop) {
  int windows = 0;
  for (bool more = true; more && !should_stop(); windows += more ? 1 : 0) {
    database_.transact([&](Transaction& transaction) {
      fence(transaction);
      more = runNext(transaction);
    });
  }
  return windows;
}

bool Aggregator::runNext(Transaction& transaction) {
  WindowRepository repository(transaction);
  if (!repository.tryLock()) return false;
  auto start = repository.nextWindow();
  if (!start) start = repository.oldestSample();
  if (!start) return false;
  const Interval window = windowOf(*start);
  if (Timestamp(window.to) + rules_.delay > clock_.now()) return false;
  aggregate(transaction, window);
  repository.setNextWindow(window.to);
  return true;
}

void Aggregator::aggregate(Transaction& transaction, const Interval& window) {
  WindowRepository repository(transaction);
  const auto carried = repository.carriedSamples();
  const auto arrived = repository.samplesIn(window);
  SamplesByService services;
  add(services, carried);
  add(services, arrived);
  const IntervalSet outages(repository.outagesAfter(earliestOf(carried, window.from)));
  const auto archived = archivedTimes(repository.archivalsIn(window));
  const IntervalSet never_archived;
  std::vector<ServiceWindow> windows;
  std::vector<ServiceSample> last;
  for (auto& [service_id, samples] : services) {
    samples = inOrder(std::move(samples));
    const auto own = archived.find(service_id);
    const IntervalSet& exclusions = own == archived.end() ? never_archived : own->second;
    if (instantOf(samples.back().observed_at) >= window.from) {
      last.push_back({service_id, samples.back()});
    }
    if (covers(exclusions, window)) continue;
    windows.push_back(
        {service_id, window.from, classTimes(classify(window, samples, {outages, exclusions}))});
  }
  repository.ensurePartition(std::chrono::floor<std::chrono::days>(window.from));
  repository.saveWindows(windows);
  repository.saveCarried(last);
}

}  // namespace itops::sla
