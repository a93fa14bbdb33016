#include "outbound/outbound_metrics.hpp"

namespace itops::outbound {
namespace {

const prometheus::Histogram::BucketBoundaries kSecondsBuckets{0.01, 0.05, 0.25, 1, 5, 15, 60};

}  // namespace

OutboundMetrics::OutboundMetrics(MetricsRegistry& metrics)
    : calls_(prometheus::BuildCounter()
                 .Name("itops_outbound_calls_total")
                 .Help("Calls of plugins to other systems.")
                 .Register(metrics.registry())),
      seconds_(prometheus::BuildHistogram()
                   .Name("itops_outbound_call_seconds")
                   .Help("Time that calls to other systems took.")
                   .Register(metrics.registry())) {}

void OutboundMetrics::count(const std::string& plugin_id, const std::string& host,
                            const std::string& outcome, std::chrono::duration<double> taken) {
  const std::string label = labelOf(host);
  calls_.Add({{"plugin", plugin_id}, {"host", label}, {"outcome", outcome}}).Increment();
  seconds_.Add({{"plugin", plugin_id}, {"host", label}}, kSecondsBuckets).Observe(taken.count());
}

std::string OutboundMetrics::labelOf(const std::string& host) {
  const std::lock_guard lock(mutex_);
  if (hosts_.size() < kHostsMax) hosts_.insert(host);
  return hosts_.contains(host) ? host : "other";
}

}  // namespace itops::outbound
