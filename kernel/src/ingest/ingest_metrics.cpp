#include "ingest/ingest_metrics.hpp"

namespace itops::ingest {
namespace {

prometheus::Counter& pushes(MetricsRegistry& metrics, const char* outcome) {
  return prometheus::BuildCounter()
      .Name("itops_pushes_total")
      .Help("Pushes by outcome.")
      .Register(metrics.registry())
      .Add({{"outcome", outcome}});
}

prometheus::Counter& counter(MetricsRegistry& metrics, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(metrics.registry()).Add({});
}

prometheus::Histogram& histogram(MetricsRegistry& metrics, const char* name, const char* help,
                                 const prometheus::Histogram::BucketBoundaries& buckets) {
  return prometheus::BuildHistogram()
      .Name(name)
      .Help(help)
      .Register(metrics.registry())
      .Add({}, buckets);
}

}  // namespace

IngestMetrics::IngestMetrics(MetricsRegistry& metrics)
    : stored(pushes(metrics, "stored")),
      repeated(pushes(metrics, "repeated")),
      failed(pushes(metrics, "failed")),
      refused(pushes(metrics, "refused")),
      observations(
          counter(metrics, "itops_observations_total", "Observations handed to the sinks.")),
      retries(counter(metrics, "itops_ingest_retries_total",
                      "Batches repeated because the database was away.")),
      halved(counter(metrics, "itops_ingest_halved_total",
                     "Batches repeated in halves because of a row that can't be stored.")),
      waiting(prometheus::BuildGauge()
                  .Name("itops_ingest_waiting")
                  .Help("Pushes waiting for the writer.")
                  .Register(metrics.registry())
                  .Add({})),
      batch_rows(histogram(metrics, "itops_ingest_batch_rows", "Pushes per transaction.",
                           {1, 2, 5, 10, 20, 50, 100, 200, 500})),
      batch_seconds(histogram(metrics, "itops_ingest_batch_seconds",
                              "Time of a transaction, commit included.",
                              {.0005, .001, .002, .005, .01, .02, .05, .1, .5, 1, 5})) {}

}  // namespace itops::ingest
