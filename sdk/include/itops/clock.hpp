#pragma once

#include <string_view>

#include "itops/export.hpp"
#include "itops/timestamp.hpp"

namespace itops {

/// The process's idea of now, for whatever is stored or compared. Ask it instead of the system
/// clock, so that tests can move time. It may step back when the machine's clock is corrected:
/// measure durations of calls with std::chrono::steady_clock.
/// `need<Clock>()` always succeeds; owned by the kernel until after `stop()`. Never throws.
class ITOPS_EXPORT Clock {
 public:
  static constexpr std::string_view kInterfaceId = "itops.clock/1";

  /// The present instant in UTC. [any]
  virtual Timestamp now() const = 0;

 protected:
  ~Clock() = default;
};

}  // namespace itops
