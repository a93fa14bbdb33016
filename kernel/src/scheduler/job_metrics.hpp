#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <string>

#include "metrics/metrics_registry.hpp"

namespace itops::scheduler {

/// Metrics of one job in this process. The same name gives the same metrics.
struct JobMetrics {
  JobMetrics(MetricsRegistry& metrics, const std::string& job);

  prometheus::Counter& succeeded;
  prometheus::Counter& failed;
  prometheus::Counter& dropped;  ///< missed due instants that were given up
  prometheus::Histogram& seconds;
  prometheus::Gauge& last_success;  ///< seconds since the epoch, by the kernel's clock
};

/// 1 while this replica runs the jobs of the cluster.
prometheus::Gauge& leaderGauge(MetricsRegistry& metrics);

}  // namespace itops::scheduler
