#pragma once

#include <atomic>
#include <chrono>
#include <optional>

#include "itops/clock.hpp"

namespace itops {

/// The time of the database, which all replicas share, without asking it each time: what it was
/// when it was last compared, and what has passed since by a clock that is never set. A step of
/// this machine's clock so changes nothing; one of the database's takes effect with the next
/// comparison. Until the first one it is the machine's time. [any]
class DatabaseClock final : public Clock {
 public:
  using Steady = std::chrono::steady_clock;

  DatabaseClock();

  Timestamp now() const override;

  /// Takes in what the database answered to a question for its time. The clock stays where it is
  /// as far as the answer allows, for the question was under way for a while, and it is never
  /// ahead of the answer when that arrives.
  /// @return how far the clock was set, forwards or (negative) backwards
  Timestamp::duration adjust(Timestamp database, Steady::time_point asked,
                             Steady::time_point answered);

 private:
  /// This time minus the steady one, both in microseconds since their epochs.
  std::atomic<Timestamp::rep> difference_;
};

}  // namespace itops
