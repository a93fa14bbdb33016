#pragma once

#include <prometheus/counter.h>
#include <prometheus/gauge.h>

#include <string>

#include "metrics/metrics_registry.hpp"

namespace itops::events {

/// Figures of one consumer.
struct ConsumerMetrics {
  prometheus::Counter& delivered;
  prometheus::Counter& failed;  ///< attempts, also those that end dead
  prometheus::Counter& dead;
  prometheus::Gauge& pending;
  prometheus::Gauge& lag_seconds;  ///< age of the oldest pending event
};

/// Figures of the bus: `itops_events_published_total` by type, `itops_event_deliveries_total` by
/// consumer and outcome, `itops_event_pending` and `itops_event_lag_seconds` by consumer. [any]
class EventMetrics {
 public:
  /// @param metrics outlives this object
  explicit EventMetrics(MetricsRegistry& metrics);

  prometheus::Counter& published(const std::string& type) {
    return published_.Add({{"type", type}});
  }
  ConsumerMetrics consumer(const std::string& name);

 private:
  prometheus::Family<prometheus::Counter>& published_;
  prometheus::Family<prometheus::Counter>& deliveries_;
  prometheus::Family<prometheus::Gauge>& pending_;
  prometheus::Family<prometheus::Gauge>& lag_;
};

}  // namespace itops::events
