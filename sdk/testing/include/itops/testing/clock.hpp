#pragma once

#include <atomic>
#include <chrono>

#include "itops/clock.hpp"

namespace itops::test {

/// A clock that stands still until a test moves it. May be read and moved from [any] thread.
class FakeClock final : public Clock {
 public:
  /// 2026-03-01T12:00:00Z, a Sunday, for tests that don't care.
  static constexpr Timestamp kStart =
      std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::hours(12);

  explicit FakeClock(Timestamp start = kStart) : now_(start.time_since_epoch().count()) {}

  Timestamp now() const override { return Timestamp(Timestamp::duration(now_.load())); }

  /// Moves to an instant, also backwards.
  void set(Timestamp instant) { now_.store(instant.time_since_epoch().count()); }

  /// Moves on by a duration; a negative one moves back.
  void advance(std::chrono::microseconds duration) { now_.fetch_add(duration.count()); }

 private:
  std::atomic<Timestamp::rep> now_;
};

}  // namespace itops::test
