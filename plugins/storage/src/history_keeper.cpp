#include "history_keeper.hpp"

#include <vector>

namespace itops::storage {
namespace {

constexpr int kMountsAtOnce = 500;
constexpr int kSamplesAtOnce = 20'000;

std::vector<Forecast> forecastsOf(const std::vector<KeptMount>& mounts,
                                  const std::map<std::int32_t, std::vector<UseStep>>& steps,
                                  Timestamp now) {
  std::vector<Forecast> forecasts;
  for (const KeptMount& mount : mounts) {
    const auto found = steps.find(mount.id);
    if (found == steps.end() || !mount.free_percent) continue;
    const Figures newest{mount.allocated_bytes, std::nullopt, *mount.free_percent};
    if (const auto full_at = forecastFullAt(found->second, newest, mount.observed_at, now)) {
      forecasts.push_back({mount.id, *full_at});
    }
  }
  return forecasts;
}

}  // namespace

void HistoryKeeper::run(const Fence& fence, const ShouldStop& should_stop) {
  std::int32_t after = 0;
  for (Mounts mounts = nextMounts(after); !mounts.empty() && !should_stop();
       mounts = nextMounts(after)) {
    const HistoryRepository::Range range{mounts.front().id, mounts.back().id};
    while (moveSamples(range, fence)) {
      if (should_stop()) return;
    }
    finish(mounts, range, fence);
    after = range.last;
  }
}

HistoryKeeper::Mounts HistoryKeeper::nextMounts(std::int32_t after) {
  Mounts mounts;
  database_.transact([&](Transaction& transaction) {
    mounts = HistoryRepository(transaction).mountsAfter(after, kMountsAtOnce);
  });
  return mounts;
}

bool HistoryKeeper::moveSamples(const HistoryRepository::Range& range, const Fence& fence) {
  const auto before = std::chrono::floor<std::chrono::hours>(clock_.now() - rules_.raw);
  bool moved = false;
  database_.transact([&](Transaction& transaction) {
    fence(transaction);
    moved = HistoryRepository(transaction).moveSamples(range, before, kSamplesAtOnce);
  });
  return moved;
}

void HistoryKeeper::finish(const Mounts& mounts, const HistoryRepository::Range& range,
                           const Fence& fence) {
  const Timestamp now = clock_.now();
  database_.transact([&](Transaction& transaction) {
    fence(transaction);
    HistoryRepository repository(transaction);
    repository.moveHours(range, std::chrono::floor<std::chrono::days>(now - rules_.hourly));
    repository.deleteBefore(range, now - rules_.daily);
    const auto steps = repository.useSteps(range, now - kForecastSpan);
    repository.saveForecasts(range, forecastsOf(mounts, steps, now));
  });
}

}  // namespace itops::storage
