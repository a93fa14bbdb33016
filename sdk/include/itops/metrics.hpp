#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/export.hpp"

namespace itops {

/// A number that only grows. [any]
class ITOPS_EXPORT Counter {
 public:
  /// @param amount not negative; a negative one is ignored
  virtual void add(double amount = 1) = 0;

 protected:
  ~Counter() = default;
};

/// A number that goes up and down. [any]
class ITOPS_EXPORT Gauge {
 public:
  virtual void set(double value) = 0;
  virtual void add(double amount) = 0;

 protected:
  ~Gauge() = default;
};

/// Counts values in buckets, such as seconds of a call. [any]
class ITOPS_EXPORT Histogram {
 public:
  virtual void observe(double value) = 0;

 protected:
  ~Histogram() = default;
};

/// A fixed label of a time series, such as {"kind", "daily"}.
using MetricLabel = std::pair<std::string, std::string>;

/// Metrics of a plugin, shown at `GET /metrics` beside the kernel's, with the label
/// `plugin="<id>"`. Ask for a series once in start() and keep the reference, which lives until the
/// plugin's `stop()` has returned; the same name and labels give the same series.
///
/// Names follow Prometheus: `itops_<plugin id>_<what>_<unit>`, counters and only they end with
/// `_total`. A name that doesn't, a label name outside `[a-z_][a-z0-9_]*` or a reserved one
/// (`plugin`, `__...`, `le` of a histogram), a name already in use as another kind, and more than
/// 1,000 series of one plugin throw Error(kInvalid, "metric_invalid"). Labels with
/// values from clients (paths, hosts) don't belong here. `need<Metrics>()` always succeeds when
/// listed; kernel-owned.
class ITOPS_EXPORT Metrics {
 public:
  static constexpr std::string_view kInterfaceId = "itops.metrics/1";

  /// @param help one sentence for people [any]
  virtual Counter& counter(std::string_view name, std::string_view help,
                           std::initializer_list<MetricLabel> labels = {}) = 0;
  virtual Gauge& gauge(std::string_view name, std::string_view help,
                       std::initializer_list<MetricLabel> labels = {}) = 0;
  /// @param buckets upper bounds, finite, ascending, not empty; infinity is added. Of an existing
  /// series they stay as they were.
  virtual Histogram& histogram(std::string_view name, std::string_view help,
                               const std::vector<double>& buckets,
                               std::initializer_list<MetricLabel> labels = {}) = 0;

 protected:
  ~Metrics() = default;
};

}  // namespace itops
