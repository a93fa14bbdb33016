#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <span>

#include "ingest/push_result.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::ingest {

/// Metrics of one writer of pushes.
struct IngestMetrics {
  /// @param writer label of all: `health`, or `plugins` for the pushes that plugins store
  IngestMetrics(MetricsRegistry& metrics, const char* writer);

  /// Counts what became of a batch.
  void count(std::span<const PushResult> results);

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
