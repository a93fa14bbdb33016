#pragma once

#include <prometheus/family.h>
#include <prometheus/gauge.h>

#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "metrics/metrics_registry.hpp"
#include "plugin/plugin_status.hpp"

namespace itops::plugin {

/// `itops_plugin_ready` by plugin: 1 when it is ready, 0 when not, absent while it is off. [any]
class ReadyGauges {
 public:
  explicit ReadyGauges(MetricsRegistry& metrics);

  /// Shows what is given, and nothing of other plugins.
  void show(const std::vector<PluginReadiness>& plugins);

 private:
  prometheus::Family<prometheus::Gauge>& family_;
  std::mutex mutex_;  ///< guards gauges_
  std::map<std::string, prometheus::Gauge*> gauges_;
};

}  // namespace itops::plugin
