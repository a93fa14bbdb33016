#pragma once

#include <prometheus/counter.h>
#include <prometheus/histogram.h>

#include <chrono>
#include <mutex>
#include <set>
#include <string>

#include "metrics/metrics_registry.hpp"

namespace itops::outbound {

/// Calls to other systems, as figures. [any]
class OutboundMetrics {
 public:
  /// Hosts that are told apart; the calls of further ones count for the host `other`.
  static constexpr std::size_t kHostsMax = 100;

  explicit OutboundMetrics(MetricsRegistry& metrics);

  /// @param outcome `2xx` to `5xx`, `refused` or `failed`
  void count(const std::string& plugin_id, const std::string& host, const std::string& outcome,
             std::chrono::duration<double> taken);

 private:
  std::string labelOf(const std::string& host);

  prometheus::Family<prometheus::Counter>& calls_;
  prometheus::Family<prometheus::Histogram>& seconds_;
  std::mutex mutex_;  ///< guards hosts_
  std::set<std::string> hosts_;
};

}  // namespace itops::outbound
