#include "aggregation/recounter.hpp"

#include <algorithm>
#include <set>

#include "aggregation/circumstances_repository.hpp"
#include "aggregation/period_sums.hpp"
#include "aggregation/sample_repository.hpp"
#include "arithmetic/period.hpp"

namespace itops::sla {
namespace {

constexpr int kTasksMax = 500;
constexpr std::chrono::hours kRecountSpanMax{6};
/// Behind what changed, to find the next observation of a service that reports regularly.
constexpr std::chrono::minutes kSpanBehind{10};
/// Times of services in windows in one piece: bounds memory and the length of the transaction.
constexpr std::size_t kCountsMax = 50'000;

Instant endOfWindow(Instant instant) {
  const Interval window = windowOf(instant);
  return instant == window.from ? instant : window.to;
}

/// Leaves the groups to which one of the services belonged.
void keepGroupsOf(const std::vector<std::int32_t>& services, Circumstances& circumstances) {
  std::erase_if(circumstances.groups, [&](const CountedGroup& group) {
    return std::none_of(services.begin(), services.end(),
                        [&](std::int32_t service) { return group.members.contains(service); });
  });
}

std::vector<std::int32_t> idsOf(const std::vector<CountedGroup>& groups) {
  std::vector<std::int32_t> ids;
  ids.reserve(groups.size());
  for (const CountedGroup& group : groups) ids.push_back(group.id);
  return ids;
}

/// Whether the state behind a change follows from an observation made after it.
bool isRejoined(const SamplesByService& samples, const RecountTask& task) {
  const auto service = samples.find(task.service_id);
  return service != samples.end() &&
         instantOf(service->second.back().observed_at) > task.interval.to;
}

}  // namespace

Recounter::Result Recounter::runNext() {
  RecountRepository repository(transaction_);
  auto tasks = repository.earliest(kTasksMax);
  if (tasks.empty()) return {};
  const Instant windows_from = WindowRepository(transaction_).windowsFrom();
  const Instant begin = std::max(windowOf(tasks.front().interval.from).from, windows_from);
  if (begin >= handled_until_) {
    for (const RecountTask& task : tasks) repository.remove(task.id);
    return {.worked = true};
  }
  const Piece piece = pieceOf(tasks, begin);
  std::erase_if(tasks, [&](const auto& task) { return task.interval.from >= piece.interval.to; });
  const auto samples = SampleRepository(transaction_).history(piece.fellows, piece.interval);
  count(piece, samples);
  finish(tasks, piece.interval, samples);
  return {.worked = true, .windows = static_cast<int>(piece.interval.length() / kWindowLength)};
}

Recounter::Piece Recounter::pieceOf(const std::vector<RecountTask>& tasks, Instant begin) {
  Instant end = begin;
  std::set<std::int32_t> services;
  for (const auto& [id, service_id, interval] : tasks) {
    if (interval.from >= begin + kRecountSpanMax) break;
    services.insert(service_id);
    end = std::max(end, std::min(interval.to + kSpanBehind, begin + Duration(kRecountSpanMax)));
  }
  Piece piece;
  piece.services.assign(services.begin(), services.end());
  piece.fellows = CircumstancesRepository(transaction_)
                      .withFellowMembers(piece.services, {begin, begin + kRecountSpanMax});
  const auto windows_max = std::max<std::size_t>(kCountsMax / piece.fellows.size(), 1);
  const Instant bound =
      begin + static_cast<int>(std::min<std::size_t>(windows_max, 1000)) * Duration(kWindowLength);
  piece.interval = {begin, std::min({endOfWindow(end), bound, handled_until_})};
  return piece;
}

void Recounter::count(const Piece& piece, const SamplesByService& samples) {
  CircumstancesRepository repository(transaction_);
  auto circumstances = repository.load(piece.interval, earliestOf(samples, piece.interval.from));
  keepGroupsOf(piece.services, circumstances);
  WindowMap services;
  WindowMap groups;
  for (Instant start = piece.interval.from; start < piece.interval.to; start += kWindowLength) {
    const auto counted = countWindow({start, start + kWindowLength}, samples, circumstances);
    for (const std::int32_t id : piece.services) {
      const auto times = counted.services.find(id);
      if (times != counted.services.end()) services.emplace(std::pair(id, start), times->second);
    }
    for (const auto& [id, times] : counted.groups) groups.emplace(std::pair(id, start), times);
  }
  WindowRepository windows(transaction_);
  for (Instant day = std::chrono::floor<std::chrono::days>(piece.interval.from);
       day < piece.interval.to; day += std::chrono::days(1)) {
    windows.ensurePartitions(day);
  }
  store(Subject::kService, piece.interval, services, piece.services);
  store(Subject::kGroup, piece.interval, groups, idsOf(circumstances.groups));
}

void Recounter::store(Subject subject, const Interval& interval, const WindowMap& counted,
                      const std::vector<std::int32_t>& ids) {
  WindowRepository windows(transaction_);
  PeriodSums sums(time_zone_, CircumstancesRepository(transaction_).timeZones());
  WindowMap gone = windows.find(subject, ids, interval);
  WindowMap changed;
  for (const auto& [key, times] : counted) {
    ClassTimes difference = times;
    if (const auto stored = gone.find(key); stored != gone.end()) {
      difference -= stored->second;
      gone.erase(stored);
    }
    if (difference == ClassTimes{}) continue;
    changed.emplace(key, times);
    sums.add(subject, key.first, key.second, difference);
  }
  for (const auto& [key, times] : gone) {
    ClassTimes difference;
    difference -= times;
    sums.add(subject, key.first, key.second, difference);
  }
  windows.replace(subject, changed);
  windows.remove(subject, gone);
  sums.save(transaction_, true);
}

void Recounter::finish(const std::vector<RecountTask>& tasks, const Interval& done,
                       const SamplesByService& samples) {
  RecountRepository repository(transaction_);
  for (const RecountTask& task : tasks) {
    if (done.to >= handled_until_ || (task.interval.to < done.to && isRejoined(samples, task))) {
      repository.remove(task.id);
    } else {
      repository.moveOn(task.id, {done.to, std::max(task.interval.to, done.to + done.length())});
    }
  }
}

}  // namespace itops::sla
