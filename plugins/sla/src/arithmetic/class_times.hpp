#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "arithmetic/instant.hpp"

namespace itops::sla {

/// What an instant counts as. The numbers index ClassTimes.
enum class TimeClass : std::uint8_t { kUp, kDegraded, kDown, kMaintenance, kUnknown, kExcluded };
inline constexpr std::size_t kTimeClassCount = 6;

/// Time per class; of a window, the classes sum to its length. A value; sums of windows are the
/// times of the whole.
class ClassTimes {
 public:
  Duration of(TimeClass time_class) const { return times_[index(time_class)]; }
  void add(TimeClass time_class, Duration duration) { times_[index(time_class)] += duration; }

  ClassTimes& operator+=(const ClassTimes& other) {
    for (std::size_t i = 0; i < kTimeClassCount; ++i) times_[i] += other.times_[i];
    return *this;
  }

  ClassTimes& operator-=(const ClassTimes& other) {
    for (std::size_t i = 0; i < kTimeClassCount; ++i) times_[i] -= other.times_[i];
    return *this;
  }

  Duration total() const {
    Duration sum{0};
    for (const Duration time : times_) sum += time;
    return sum;
  }

  bool operator==(const ClassTimes&) const = default;

 private:
  static constexpr std::size_t index(TimeClass time_class) {
    return static_cast<std::size_t>(time_class);
  }

  std::array<Duration, kTimeClassCount> times_{};
};

}  // namespace itops::sla
