#pragma once

#include <prometheus/family.h>
#include <prometheus/gauge.h>

#include <map>
#include <string>

#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"
#include "plugin/plugin_host.hpp"

namespace itops::plugin {

/// Looks now and then how the plugins of this process behave, for metrics and log: whether each is
/// on, how long a call has been inside, how many threads it started. One thread.
class PluginWatch {
 public:
  /// The references outlive this object.
  PluginWatch(const PluginHost& host, MetricsRegistry& metrics, Logger& logger);

  /// Looks once. [job]
  void look();

 private:
  using Gauges = prometheus::Family<prometheus::Gauge>;

  void show(const PluginStatus& status);
  void tell(const PluginStatus& status);

  const PluginHost& host_;
  Logger& logger_;
  Gauges& enabled_;
  Gauges& longest_call_seconds_;
  Gauges& threads_;
  std::map<std::string, bool> complained_;  ///< by plugin id: what is told already
};

}  // namespace itops::plugin
