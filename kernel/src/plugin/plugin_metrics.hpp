#pragma once

#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "itops/metrics.hpp"
#include "metrics/metrics_registry.hpp"
#include "plugin/metric_names.hpp"

namespace itops::plugin {

/// The most time series that one plugin may have.
inline constexpr std::size_t kSeriesMax = 1000;

/// The Metrics that a plugin sees: keeps it to names of its own, and takes its series out of
/// `/metrics` when the plugin is gone. [any]
class PluginMetrics final : public Metrics {
 public:
  /// @param registry outlives this object
  PluginMetrics(std::string plugin_id, MetricsRegistry& registry)
      : plugin_id_(std::move(plugin_id)), registry_(registry) {}
  /// Removes the series.
  ~PluginMetrics();
  PluginMetrics(const PluginMetrics&) = delete;
  PluginMetrics& operator=(const PluginMetrics&) = delete;

  /// See itops::Metrics. Further causes of "metric_invalid": a label given twice, the labels
  /// `plugin`, `le` of a histogram and those that begin with `__`, wrong buckets.
  Counter& counter(std::string_view name, std::string_view help,
                   std::initializer_list<MetricLabel> labels) override;
  Gauge& gauge(std::string_view name, std::string_view help,
               std::initializer_list<MetricLabel> labels) override;
  Histogram& histogram(std::string_view name, std::string_view help,
                       const std::vector<double>& buckets,
                       std::initializer_list<MetricLabel> labels) override;

 private:
  /// Name and sorted labels of a series.
  using Key = std::pair<std::string, std::vector<MetricLabel>>;

  /// A series that was made: what the plugin holds, and how it goes.
  struct Series {
    MetricKind kind;
    std::shared_ptr<void> handle;  ///< shared_ptr, because the type is erased
    std::function<void()> remove;
  };

  template <class Handle>
  Handle& series(MetricKind kind, std::string_view name, std::initializer_list<MetricLabel> labels,
                 const std::function<Series(const Key&)>& make);
  void check(MetricKind kind, std::string_view name, const std::vector<MetricLabel>& labels) const;
  [[noreturn]] void refuse(std::string_view name, const std::string& complaint) const;

  const std::string plugin_id_;
  MetricsRegistry& registry_;
  std::mutex mutex_;  ///< guards series_
  std::map<Key, Series> series_;
};

}  // namespace itops::plugin
