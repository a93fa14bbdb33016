#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

#include <functional>
#include <mutex>
#include <string>

#include "itops/database.hpp"
#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"
#include "time/database_clock.hpp"

namespace itops::app {

/// Keeps this replica's clock at the database's time and says when one of the two clocks was set.
/// [any]
class ClockComparison {
 public:
  /// All outlive this object.
  /// @param on_set_back called by run() when the clock is less than it was, and by the first run()
  ClockComparison(Database& database, DatabaseClock& clock, std::function<void()> on_set_back,
                  Logger& logger, MetricsRegistry& metrics);

  /// Asks the database for its time. A step of two seconds or more is logged and counted. Throws as
  /// the database does; the clock then goes on by itself.
  void run();

  /// What `/ready` says of the clocks: the last step since the start, or a difference of two
  /// seconds or more between this machine and the database; else empty.
  std::string detail() const;

 private:
  void noteStep(Timestamp::duration step);
  void noteDifference(Timestamp::duration difference);

  Database& database_;
  DatabaseClock& clock_;
  const std::function<void()> on_set_back_;
  Logger& logger_;
  prometheus::Gauge& difference_seconds_;
  prometheus::Counter& steps_;
  bool compared_ = false;
  mutable std::mutex mutex_;  ///< guards all below
  std::string step_;
  std::string difference_;
};

}  // namespace itops::app
