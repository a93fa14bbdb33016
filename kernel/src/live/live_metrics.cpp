#include "live/live_metrics.hpp"

namespace itops::live {
namespace {

prometheus::Counter& counter(MetricsRegistry& metrics, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(metrics.registry()).Add({});
}

}  // namespace

LiveMetrics::LiveMetrics(MetricsRegistry& metrics)
    : read(counter(metrics, "itops_live_events_read_total",
                   "Events read once for all live clients of this replica.")),
      replayed(counter(metrics, "itops_live_events_replayed_total",
                       "Events read for one client that resumes further back than memory goes.")),
      sent(counter(metrics, "itops_live_events_sent_total", "Events sent to live clients.")) {}

}  // namespace itops::live
