#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <set>

#include "itops/timestamp.hpp"

/// When a delivery is tried, and what it waits for. Pure. [any]
namespace itops::events {

/// Of a delivery that fails.
struct RetryLimits {
  std::chrono::milliseconds min{1'000};
  std::chrono::milliseconds max{300'000};
  int attempts_max = 20;
};

/// The pause after so many failed attempts: `min`, doubled with each further one up to `max`, of
/// which the jitter (0 to 1) takes up to a half away, so that what failed together doesn't come
/// back together.
std::chrono::milliseconds retryDelay(int attempts, const RetryLimits& limits, double jitter);

/// The nearest earlier event of the same key that this consumer has still to be told.
struct Predecessor {
  std::int64_t event_id = 0;
  Timestamp next_attempt_at{};
};

/// The order per key within one batch, which is gone through by ascending event id.
class KeyOrder {
 public:
  /// Empty when the delivery may be made now; else the instant that it is to be put off to, which
  /// sorts it behind the one it waits for.
  std::optional<Timestamp> waitsUntil(const std::optional<Predecessor>& predecessor) const;

  /// The event was delivered or given up: the next of its key may follow.
  void finish(std::int64_t event_id) { finished_.insert(event_id); }
  /// The event failed or waits itself.
  void putOff(std::int64_t event_id, Timestamp until) { put_off_[event_id] = until; }

 private:
  std::set<std::int64_t> finished_;
  std::map<std::int64_t, Timestamp> put_off_;
};

}  // namespace itops::events
