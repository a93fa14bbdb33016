#include "database/database_metrics.hpp"

namespace itops {
namespace {

prometheus::Gauge& gauge(MetricsRegistry& metrics, const char* name, const char* help) {
  return prometheus::BuildGauge().Name(name).Help(help).Register(metrics.registry()).Add({});
}

prometheus::Counter& counter(MetricsRegistry& metrics, const char* name, const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(metrics.registry()).Add({});
}

const prometheus::Histogram::BucketBoundaries& durationBuckets() {
  static const prometheus::Histogram::BucketBoundaries kBuckets{0.0005, 0.002, 0.01, 0.05,
                                                                0.25,   1,     5};
  return kBuckets;
}

}  // namespace

DatabaseMetrics::DatabaseMetrics(MetricsRegistry& metrics)
    : in_use(gauge(metrics, "itops_database_sessions_in_use", "Database sessions lent out.")),
      open(gauge(metrics, "itops_database_sessions_open", "Database sessions connected.")),
      connects(counter(metrics, "itops_database_connects_total", "Database connections opened.")),
      waits(counter(metrics, "itops_database_pool_waits_total",
                    "Callers that had to wait for a database session.")),
      wait_seconds(counter(metrics, "itops_database_pool_wait_seconds_total",
                           "Time spent waiting for a database session.")),
      busy(counter(metrics, "itops_database_pool_busy_total",
                   "Callers that got no database session in time.")),
      errors_(prometheus::BuildCounter()
                  .Name("itops_database_errors_total")
                  .Help("Failed database work by class.")
                  .Register(metrics.registry())),
      durations_(prometheus::BuildHistogram()
                     .Name("itops_database_statement_seconds")
                     .Help("Duration of database statements by name.")
                     .Register(metrics.registry())) {}

prometheus::Counter& DatabaseMetrics::errors(const std::string& error_class) {
  return errors_.Add({{"class", error_class}});
}

prometheus::Histogram& DatabaseMetrics::duration(const std::string& statement) {
  return durations_.Add({{"statement", statement}}, durationBuckets());
}

}  // namespace itops
