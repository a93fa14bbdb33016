#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <utility>
#include <vector>

#include "period/overview_repository.hpp"

namespace itops::sla {

/// The times of all services as they were read last: they change with each window that is counted,
/// some thousand times more seldom than they are asked for. [any]
class RecentServiceTimes {
 public:
  using Times = std::shared_ptr<const std::vector<ServiceTimes>>;

  /// Null when what was read last is of another state.
  Times find(const ServiceTimesState& state) const {
    const std::lock_guard lock(mutex_);
    return state_ == state ? times_ : nullptr;
  }

  void keep(ServiceTimesState state, Times times) {
    const std::lock_guard lock(mutex_);
    state_ = std::move(state);
    times_ = std::move(times);
  }

 private:
  mutable std::mutex mutex_;
  // All guarded by mutex_. Shared, because requests go on with times that others replace.
  std::optional<ServiceTimesState> state_;
  Times times_;
};

}  // namespace itops::sla
