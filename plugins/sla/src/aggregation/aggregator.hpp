#pragma once

#include <chrono>
#include <functional>

#include "arithmetic/instant.hpp"
#include "arithmetic/period.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// When a window may be handled.
struct AggregationRules {
  /// Time that reporters have to report for a window after its end.
  std::chrono::milliseconds delay = std::chrono::minutes(15);
};

/// Turns observations into windows: each complete window that ended at least `delay` ago, in order,
/// one transaction each, beginning with the window of the oldest observation. What was missed while
/// nobody ran it comes first. Several replicas may call it at once: one works, the others find
/// nothing to do. A window is handled once; it and the place where to go on commit together.
class Aggregator {
 public:
  /// Called first in each transaction; throws where another replica leads by now.
  using Fence = std::function<void(Transaction&)>;

  /// @param database, clock outlive this object
  Aggregator(Database& database, const Clock& clock, AggregationRules rules)
      : database_(database), clock_(clock), rules_(rules) {}

  /// Handles all windows that are due.
  /// @param should_stop asked before each window
  /// @return windows handled; 0 when nothing was due. [job] [request]
  int run(const Fence& fence, const std::function<bool()>& should_stop);

 private:
  bool runNext(Transaction& transaction);
  void aggregate(Transaction& transaction, const Interval& window);

  Database& database_;
  const Clock& clock_;
  const AggregationRules rules_;
};

}  // namespace itops::sla
