#include "plugin/plugin_metrics.hpp"

#include <prometheus/counter.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include <algorithm>
#include <stdexcept>

#include "itops/error.hpp"

namespace itops::plugin {
namespace {

class CounterHandle final : public Counter {
 public:
  explicit CounterHandle(prometheus::Counter& counter) : counter_(counter) {}
  void add(double amount) override {
    if (amount > 0) counter_.Increment(amount);  // false for NaN too
  }

 private:
  prometheus::Counter& counter_;
};

class GaugeHandle final : public Gauge {
 public:
  explicit GaugeHandle(prometheus::Gauge& gauge) : gauge_(gauge) {}
  void set(double value) override { gauge_.Set(value); }
  void add(double amount) override { gauge_.Increment(amount); }

 private:
  prometheus::Gauge& gauge_;
};

class HistogramHandle final : public Histogram {
 public:
  explicit HistogramHandle(prometheus::Histogram& histogram) : histogram_(histogram) {}
  void observe(double value) override { histogram_.Observe(value); }

 private:
  prometheus::Histogram& histogram_;
};

/// What the plugin holds, pointing to exactly its interface once the type is erased.
template <class Interface, class Handle, class Metric>
std::shared_ptr<void> handleOf(Metric& metric) {
  return std::shared_ptr<Interface>(std::make_shared<Handle>(metric));
}

prometheus::Labels labelsOf(const std::string& plugin_id, const std::vector<MetricLabel>& labels) {
  prometheus::Labels all(labels.begin(), labels.end());
  all["plugin"] = plugin_id;
  return all;
}

}  // namespace

PluginMetrics::~PluginMetrics() {
  for (const auto& [key, series] : series_) series.remove();
}

Counter& PluginMetrics::counter(std::string_view name, std::string_view help,
                                std::initializer_list<MetricLabel> labels) {
  return series<Counter>(MetricKind::kCounter, name, labels, [&](const Key& key) {
    auto& family = prometheus::BuildCounter()
                       .Name(key.first)
                       .Help(std::string(help))
                       .Register(registry_.registry());
    auto& added = family.Add(labelsOf(plugin_id_, key.second));
    return Series{MetricKind::kCounter, handleOf<Counter, CounterHandle>(added),
                  [&family, &added] { family.Remove(&added); }};
  });
}

Gauge& PluginMetrics::gauge(std::string_view name, std::string_view help,
                            std::initializer_list<MetricLabel> labels) {
  return series<Gauge>(MetricKind::kGauge, name, labels, [&](const Key& key) {
    auto& family = prometheus::BuildGauge()
                       .Name(key.first)
                       .Help(std::string(help))
                       .Register(registry_.registry());
    auto& added = family.Add(labelsOf(plugin_id_, key.second));
    return Series{MetricKind::kGauge, handleOf<Gauge, GaugeHandle>(added),
                  [&family, &added] { family.Remove(&added); }};
  });
}

Histogram& PluginMetrics::histogram(std::string_view name, std::string_view help,
                                    const std::vector<double>& buckets,
                                    std::initializer_list<MetricLabel> labels) {
  if (const auto complaint = bucketComplaint(name, buckets); !complaint.empty()) {
    refuse(name, complaint);
  }
  return series<Histogram>(MetricKind::kHistogram, name, labels, [&](const Key& key) {
    auto& family = prometheus::BuildHistogram()
                       .Name(key.first)
                       .Help(std::string(help))
                       .Register(registry_.registry());
    auto& added = family.Add(labelsOf(plugin_id_, key.second), buckets);
    return Series{MetricKind::kHistogram, handleOf<Histogram, HistogramHandle>(added),
                  [&family, &added] { family.Remove(&added); }};
  });
}

template <class Handle>
Handle& PluginMetrics::series(MetricKind kind, std::string_view name,
                              std::initializer_list<MetricLabel> labels,
                              const std::function<Series(const Key&)>& make) {
  Key key{name, labels};
  std::sort(key.second.begin(), key.second.end());
  check(kind, name, key.second);
  const std::lock_guard lock(mutex_);
  auto found = series_.find(key);
  if (found != series_.end() && found->second.kind != kind) {
    refuse(name, "the name is in use as another kind of metric");
  }
  if (found == series_.end()) {
    if (series_.size() >= kSeriesMax) {
      refuse(name, "the plugin has " + std::to_string(kSeriesMax) +
                       " time series already; use fewer labels, and none with values of clients");
    }
    try {
      found = series_.emplace(key, make(key)).first;
    } catch (const std::invalid_argument&) {
      refuse(name, "the name is in use as another kind of metric");
    }
  }
  return *static_cast<Handle*>(found->second.handle.get());
}

void PluginMetrics::check(MetricKind kind, std::string_view name,
                          const std::vector<MetricLabel>& labels) const {
  const auto complaint = metricComplaint(plugin_id_, kind, name, labels);
  if (!complaint.empty()) refuse(name, complaint);
}

void PluginMetrics::refuse(std::string_view name, const std::string& complaint) const {
  throw Error(ErrorKind::kInvalid, "metric_invalid",
              "Plugin " + plugin_id_ + " asks for the metric " + std::string(name) + ": " +
                  complaint + ".");
}

}  // namespace itops::plugin
