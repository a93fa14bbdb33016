#include "events/event_metrics.hpp"

namespace itops::events {

EventMetrics::EventMetrics(MetricsRegistry& metrics)
    : published_(prometheus::BuildCounter()
                     .Name("itops_events_published_total")
                     .Help("Events handed to the outbox, those of transactions that rolled back "
                           "afterwards included.")
                     .Register(metrics.registry())),
      deliveries_(
          prometheus::BuildCounter()
              .Name("itops_event_deliveries_total")
              .Help("Deliveries of this replica by outcome: delivered, failed (an attempt), "
                    "dead (given up).")
              .Register(metrics.registry())),
      pending_(prometheus::BuildGauge()
                   .Name("itops_event_pending")
                   .Help("Events that the consumer has still to be told, on all replicas together.")
                   .Register(metrics.registry())),
      lag_(prometheus::BuildGauge()
               .Name("itops_event_lag_seconds")
               .Help("Age of the oldest event that the consumer has still to be told.")
               .Register(metrics.registry())) {}

ConsumerMetrics EventMetrics::consumer(const std::string& name) {
  const auto outcome = [&](const char* text) -> prometheus::Counter& {
    return deliveries_.Add({{"consumer", name}, {"outcome", text}});
  };
  return {outcome("delivered"), outcome("failed"), outcome("dead"),
          pending_.Add({{"consumer", name}}), lag_.Add({{"consumer", name}})};
}

}  // namespace itops::events
