#include "time/database_clock.hpp"

#include <algorithm>

namespace itops {
namespace {

Timestamp::rep steadyMicroseconds(DatabaseClock::Steady::time_point time) {
  return std::chrono::floor<Timestamp::duration>(time.time_since_epoch()).count();
}

Timestamp::rep microseconds(Timestamp time) {
  return time.time_since_epoch().count();
}

}  // namespace

DatabaseClock::DatabaseClock()
    : difference_(
          microseconds(std::chrono::floor<Timestamp::duration>(std::chrono::system_clock::now())) -
          steadyMicroseconds(Steady::now())) {}

Timestamp DatabaseClock::now() const {
  return Timestamp(Timestamp::duration(steadyMicroseconds(Steady::now()) + difference_));
}

Timestamp::duration DatabaseClock::adjust(Timestamp database, Steady::time_point asked,
                                          Steady::time_point answered) {
  const Timestamp::rep least = microseconds(database) - steadyMicroseconds(answered);
  const Timestamp::rep most = std::max(least, microseconds(database) - steadyMicroseconds(asked));
  const Timestamp::rep before = difference_;
  const Timestamp::rep after = std::clamp(before, least, most);
  difference_ = after;
  return Timestamp::duration(after - before);
}

}  // namespace itops
