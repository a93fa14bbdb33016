#pragma once

#include <prometheus/counter.h>

#include "metrics/metrics_registry.hpp"

namespace itops::live {

/// Figures of the live stream. [any]
class LiveMetrics {
 public:
  explicit LiveMetrics(MetricsRegistry& metrics);

  prometheus::Counter& read;      ///< events read for all clients together
  prometheus::Counter& replayed;  ///< events read again for a client that resumes
  prometheus::Counter& sent;      ///< events written to clients
};

}  // namespace itops::live
