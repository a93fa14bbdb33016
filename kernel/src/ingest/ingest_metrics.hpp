#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include "metrics/metrics_registry.hpp"

namespace itops::ingest {

/// Metrics of the push path, registered once.
struct IngestMetrics {
  explicit IngestMetrics(MetricsRegistry& metrics);

  prometheus::Counter& stored;
  prometheus::Counter& repeated;
  prometheus::Counter& failed;
  prometheus::Counter& refused;  ///< queue full
  prometheus::Counter& observations;
  prometheus::Counter& retries;
  prometheus::Counter& halved;
  prometheus::Gauge& waiting;
  prometheus::Histogram& batch_rows;
  prometheus::Histogram& batch_seconds;
};

}  // namespace itops::ingest
