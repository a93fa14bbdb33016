#include "ingest/ingest_metrics.hpp"

namespace itops::ingest {
namespace {

prometheus::Counter& pushes(MetricsRegistry& metrics, const char* writer, const char* outcome) {
  return prometheus::BuildCounter()
      .Name("itops_pushes_total")
      .Help("Pushes by outcome.")
      .Register(metrics.registry())
      .Add({{"writer", writer}, {"outcome", outcome}});
}

prometheus::Counter& counter(MetricsRegistry& metrics, const char* writer, const char* name,
                             const char* help) {
  return prometheus::BuildCounter()
      .Name(name)
      .Help(help)
      .Register(metrics.registry())
      .Add({{"writer", writer}});
}

prometheus::Histogram& histogram(MetricsRegistry& metrics, const char* writer, const char* name,
                                 const char* help,
                                 const prometheus::Histogram::BucketBoundaries& buckets) {
  return prometheus::BuildHistogram()
      .Name(name)
      .Help(help)
      .Register(metrics.registry())
      .Add({{"writer", writer}}, buckets);
}

}  // namespace

IngestMetrics::IngestMetrics(MetricsRegistry& metrics, const char* writer)
    : stored(pushes(metrics, writer, "stored")),
      repeated(pushes(metrics, writer, "repeated")),
      failed(pushes(metrics, writer, "failed")),
      refused(pushes(metrics, writer, "refused")),
      observations(counter(metrics, writer, "itops_observations_total",
                           "Observations handed to the sinks.")),
      retries(counter(metrics, writer, "itops_ingest_retries_total",
                      "Batches repeated because the database was away.")),
      halved(counter(metrics, writer, "itops_ingest_halved_total",
                     "Batches repeated in halves because of a row that can't be stored.")),
      waiting(prometheus::BuildGauge()
                  .Name("itops_ingest_waiting")
                  .Help("Pushes waiting for the writer.")
                  .Register(metrics.registry())
                  .Add({{"writer", writer}})),
      batch_rows(histogram(metrics, writer, "itops_ingest_batch_rows", "Pushes per transaction.",
                           {1, 2, 5, 10, 20, 50, 100, 200, 500})),
      batch_seconds(histogram(metrics, writer, "itops_ingest_batch_seconds",
                              "Time of a transaction, commit included.",
                              {.0005, .001, .002, .005, .01, .02, .05, .1, .5, 1, 5})) {}

void IngestMetrics::count(std::span<const PushResult> results) {
  for (const PushResult& result : results) {
    if (result.kind == PushResult::Kind::kStored) stored.Increment();
    if (result.kind == PushResult::Kind::kRepeated) repeated.Increment();
  }
}

}  // namespace itops::ingest
