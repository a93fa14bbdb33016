#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <string>

#include "metrics/metrics_registry.hpp"

namespace itops {

/// The figures of one pool, as `itops_database_*`. A value of references into `MetricsRegistry`,
/// which must outlive it. [any]
class DatabaseMetrics {
 public:
  explicit DatabaseMetrics(MetricsRegistry& metrics);

  prometheus::Gauge& in_use;          ///< sessions lent out
  prometheus::Gauge& open;            ///< sessions connected, idle ones included
  prometheus::Counter& connects;      ///< connections opened since the start
  prometheus::Counter& waits;         ///< callers that found no free session
  prometheus::Counter& wait_seconds;  ///< time that they spent waiting
  prometheus::Counter& busy;          ///< callers that gave up waiting

  /// Failures by class: the error code without `database_`.
  prometheus::Counter& errors(const std::string& error_class);

  /// Duration of one statement in seconds, round trip included. Keep the reference: finding it
  /// takes a lock.
  prometheus::Histogram& duration(const std::string& statement);

 private:
  prometheus::Family<prometheus::Counter>& errors_;
  prometheus::Family<prometheus::Histogram>& durations_;
};

}  // namespace itops
