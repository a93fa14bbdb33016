#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "itops/metrics.hpp"
#include "itops/plugin.hpp"

namespace itops::test {

/// Metrics that a test can read. Checks names and labels as the kernel does. One thread at a time.
class FakeMetrics final : public Metrics {
 public:
  /// `info` outlives this object.
  explicit FakeMetrics(const PluginInfo& info) : info_(info) {}

  Counter& counter(std::string_view name, std::string_view help,
                   std::initializer_list<MetricLabel> labels = {}) override;
  Gauge& gauge(std::string_view name, std::string_view help,
               std::initializer_list<MetricLabel> labels = {}) override;
  Histogram& histogram(std::string_view name, std::string_view help,
                       const std::vector<double>& buckets,
                       std::initializer_list<MetricLabel> labels = {}) override;

  /// Value of a counter or gauge, sum of a histogram's observations. Throws std::out_of_range for a
  /// series that nobody asked for.
  double value(std::string_view name, const std::vector<MetricLabel>& labels = {}) const;
  /// Everything that a histogram observed, oldest first.
  std::vector<double> observations(std::string_view name,
                                   const std::vector<MetricLabel>& labels = {}) const;

 private:
  enum class Kind { kCounter, kGauge, kHistogram };
  struct Series;
  using SeriesList = std::vector<std::shared_ptr<Series>>;

  Series& series(Kind kind, std::string_view name, std::initializer_list<MetricLabel> labels);
  void check(Kind kind, std::string_view name, std::initializer_list<MetricLabel> labels) const;
  const Series& existing(std::string_view name, const std::vector<MetricLabel>& labels) const;

  const PluginInfo& info_;
  SeriesList series_;  // shared_ptr, because Series is known to the .cpp alone
};

}  // namespace itops::test
