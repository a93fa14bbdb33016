#include "time/system_clock.hpp"

#include <chrono>

namespace itops {

Timestamp SystemClock::now() const {
  return std::chrono::floor<Timestamp::duration>(std::chrono::system_clock::now());
}

}  // namespace itops
