#pragma once

#include <chrono>
#include <list>
#include <mutex>
#include <optional>
#include <string>

namespace itops::plugin {

/// The calls that are inside a plugin at this moment, so that one that doesn't come back can be
/// named. [any]
class CallsInside {
 public:
  using Clock = std::chrono::steady_clock;

  struct Call {
    std::string what;  ///< `GET /api/v1/sla`, `sla.make_report`
    Clock::time_point entered_at;
  };
  using Ticket = std::list<Call>::iterator;

  Ticket enter(std::string what, Clock::time_point now);
  void leave(Ticket ticket);

  /// The one that has been inside for the longest time; empty when nobody is inside.
  std::optional<Call> longest() const;

 private:
  mutable std::mutex mutex_;  ///< guards calls_
  std::list<Call> calls_;     ///< in the order of entering
};

}  // namespace itops::plugin
