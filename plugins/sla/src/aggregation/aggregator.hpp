#pragma once

#include <chrono>
#include <functional>
#include <string>

#include "arithmetic/instant.hpp"
#include "arithmetic/period.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::sla {

/// How windows are handled.
struct AggregationRules {
  /// Time that reporters have to report for a window after its end.
  std::chrono::milliseconds delay = std::chrono::minutes(15);
  /// IANA name of the zone of days and months whose definition names none.
  std::string time_zone = "UTC";
};

/// Turns observations into windows: each complete window that ended at least `delay` ago, in order,
/// one transaction each, beginning with the window of the oldest observation. What was missed while
/// nobody ran it comes first. Then what came late, or was changed afterwards, is put into place and
/// counted again, in pieces. Windows, the days and months that they belong to and the place where
/// to go on commit together, so each window counts once; several replicas may call it at once, they
/// take turns.
class Aggregator {
 public:
  /// Called first in each transaction; throws where another replica leads by now.
  using Fence = std::function<void(Transaction&)>;

  /// @param database, clock outlive this object
  Aggregator(Database& database, const Clock& clock, AggregationRules rules)
      : database_(database), clock_(clock), rules_(std::move(rules)) {}

  /// Handles all windows that are due, and all that are to be counted again.
  /// @param should_stop asked before each transaction
  /// @return windows handled or counted again; 0 when nothing was due. [job] [request]
  int run(const Fence& fence, const std::function<bool()>& should_stop);

 private:
  /// What one transaction did.
  struct Step {
    bool worked = false;
    int windows = 0;
  };

  Step runNext(Transaction& transaction);
  bool countNext(Transaction& transaction);
  void count(Transaction& transaction, const Interval& window);

  Database& database_;
  const Clock& clock_;
  const AggregationRules rules_;
};

}  // namespace itops::sla
