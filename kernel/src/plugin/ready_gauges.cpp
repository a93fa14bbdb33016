#include "plugin/ready_gauges.hpp"

#include <utility>

namespace itops::plugin {

ReadyGauges::ReadyGauges(MetricsRegistry& metrics)
    : family_(prometheus::BuildGauge()
                  .Name("itops_plugin_ready")
                  .Help("1 when an enabled plugin is ready, 0 when not.")
                  .Register(metrics.registry())) {}

void ReadyGauges::show(const std::vector<PluginReadiness>& plugins) {
  const std::lock_guard lock(mutex_);
  std::map<std::string, prometheus::Gauge*> shown;
  for (const PluginReadiness& plugin : plugins) {
    prometheus::Gauge& gauge = family_.Add({{"plugin", plugin.id}});
    gauge.Set(plugin.health.ready ? 1 : 0);
    shown[plugin.id] = &gauge;
  }
  for (const auto& [id, gauge] : gauges_) {
    if (!shown.contains(id)) family_.Remove(gauge);
  }
  gauges_ = std::move(shown);
}

}  // namespace itops::plugin
