#pragma once

#include <vector>

#include "itops/database.hpp"
#include "live/live_event.hpp"

namespace itops::live {

/// Reads the events of the event bus (kernel.event). What it returns is complete: an event appears
/// only once no transaction can commit one before it, so a reader that goes on behind the last
/// position misses none. [any]
class LiveRepository {
 public:
  explicit LiveRepository(Database& database) : database_(database) {}

  /// The order's state at the moment.
  struct Present {
    LivePosition newest;          ///< of the newest event that can be read; zero without any
    std::int64_t transaction_id;  ///< every position that was ever given out lies before it
  };
  Present present();

  /// Events behind a position, in order.
  std::vector<LiveEvent> after(const LivePosition& position, int limit);

  /// The newest events, in order.
  std::vector<LiveEvent> newest(int limit);

 private:
  Database& database_;
};

}  // namespace itops::live
