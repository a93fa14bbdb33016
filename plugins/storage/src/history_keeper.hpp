#pragma once

#include <chrono>
#include <cstdint>
#include <functional>

#include "history_repository.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::storage {

/// How long history is kept, and how fine.
struct RetentionRules {
  std::chrono::milliseconds raw;     ///< each report
  std::chrono::milliseconds hourly;  ///< from then on least, mean and most of each hour
  std::chrono::milliseconds daily;   ///< and of each day (UTC); at last nothing
};

/// Lets history get coarser with age and forecasts which mounts fill up, some mounts in each
/// transaction. What fails or is interrupted goes on at the next run. [job]
class HistoryKeeper {
 public:
  /// Called first in each transaction that writes.
  using Fence = std::function<void(Transaction&)>;
  using ShouldStop = std::function<bool()>;

  /// Both outlive this object.
  HistoryKeeper(Database& database, const Clock& clock, const RetentionRules& rules)
      : database_(database), clock_(clock), rules_(rules) {}

  void run(const Fence& fence, const ShouldStop& should_stop);

 private:
  using Mounts = std::vector<KeptMount>;

  Mounts nextMounts(std::int32_t after);
  bool moveSamples(const HistoryRepository::Range& range, const Fence& fence);
  void finish(const Mounts& mounts, const HistoryRepository::Range& range, const Fence& fence);

  Database& database_;
  const Clock& clock_;
  const RetentionRules rules_;
};

}  // namespace itops::storage
