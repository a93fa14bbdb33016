#pragma once

#include <atomic>
#include <chrono>

#include "itops/clock.hpp"

namespace itops {

/// A clock for tests: it stands still until it is told to move. [any]
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Timestamp start) : now_(start.time_since_epoch().count()) {}

  Timestamp now() const override { return Timestamp(Timestamp::duration(now_.load())); }

  /// Moves to an instant, also backwards.
  void set(Timestamp instant) { now_.store(instant.time_since_epoch().count()); }

  /// Moves on by a duration; a negative one moves back.
  void advance(std::chrono::microseconds duration) { now_.fetch_add(duration.count()); }

 private:
  std::atomic<Timestamp::rep> now_;
};

}  // namespace itops
