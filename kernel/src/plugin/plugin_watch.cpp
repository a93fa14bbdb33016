#include "plugin/plugin_watch.hpp"

namespace itops::plugin {
namespace {

prometheus::Family<prometheus::Gauge>& gauges(MetricsRegistry& metrics, const char* name,
                                              const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(metrics.registry());
}

}  // namespace

PluginWatch::PluginWatch(const PluginHost& host, MetricsRegistry& metrics, Logger& logger)
    : host_(host),
      logger_(logger),
      enabled_(gauges(metrics, "itops_plugin_enabled", "1 while a plugin is switched on.")),
      longest_call_seconds_(gauges(metrics, "itops_plugin_longest_call_seconds",
                                   "How long the call that entered a plugin first is inside.")),
      threads_(gauges(metrics, "itops_plugin_threads",
                      "Threads that a plugin started, which plugins must not.")) {}

void PluginWatch::look() {
  for (const PluginStatus& status : host_.statuses()) {
    show(status);
    tell(status);
  }
}

void PluginWatch::show(const PluginStatus& status) {
  const prometheus::Labels labels{{"plugin", status.manifest.id}};
  enabled_.Add(labels).Set(status.state == PluginState::kDisabled ? 0 : 1);
  longest_call_seconds_.Add(labels).Set(
      status.longest_call ? static_cast<double>(status.longest_call->seconds) : 0);
  threads_.Add(labels).Set(status.threads);
}

/// Once when it begins.
void PluginWatch::tell(const PluginStatus& status) {
  const std::string complaint = complaintOf(status);
  bool& complained = complained_[status.manifest.id];
  if (!complaint.empty() && !complained) {
    logger_.warning("A plugin misbehaves.",
                    {{"plugin", status.manifest.id}, {"complaint", complaint}});
  }
  complained = !complaint.empty();
}

}  // namespace itops::plugin
