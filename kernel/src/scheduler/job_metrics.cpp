#include "scheduler/job_metrics.hpp"

namespace itops::scheduler {
namespace {

prometheus::Counter& runs(MetricsRegistry& metrics, const std::string& job, const char* outcome) {
  return prometheus::BuildCounter()
      .Name("itops_job_runs_total")
      .Help("Runs of jobs in this process by outcome.")
      .Register(metrics.registry())
      .Add({{"job", job}, {"outcome", outcome}});
}

}  // namespace

JobMetrics::JobMetrics(MetricsRegistry& metrics, const std::string& job)
    : succeeded(runs(metrics, job, "succeeded")),
      failed(runs(metrics, job, "failed")),
      dropped(prometheus::BuildCounter()
                  .Name("itops_job_dropped_total")
                  .Help("Missed due instants of jobs that were given up.")
                  .Register(metrics.registry())
                  .Add({{"job", job}})),
      seconds(prometheus::BuildHistogram()
                  .Name("itops_job_seconds")
                  .Help("Time that runs of jobs took.")
                  .Register(metrics.registry())
                  .Add({{"job", job}}, prometheus::Histogram::BucketBoundaries{.001, .01, .1, 1, 10,
                                                                               60, 600, 3600})),
      last_success(prometheus::BuildGauge()
                       .Name("itops_job_last_success_timestamp_seconds")
                       .Help("When a job last succeeded in this process; 0 for never.")
                       .Register(metrics.registry())
                       .Add({{"job", job}})) {}

prometheus::Gauge& leaderGauge(MetricsRegistry& metrics) {
  return prometheus::BuildGauge()
      .Name("itops_scheduler_is_leader")
      .Help("1 while this replica runs the jobs of the cluster.")
      .Register(metrics.registry())
      .Add({});
}

}  // namespace itops::scheduler
