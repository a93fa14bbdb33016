#include "itops/testing/metrics.hpp"

#include <algorithm>
#include <stdexcept>

#include "itops/error.hpp"

namespace itops::test {
namespace {

constexpr std::size_t kSeriesMax = 1000;

bool isLabelName(std::string_view name) {
  return !name.empty() && name != "plugin" && !name.starts_with("__") &&
         (name.front() < '0' || name.front() > '9') &&
         name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == name.npos;
}

[[noreturn]] void refuse(std::string_view name, const std::string& why) {
  throw Error(ErrorKind::kInvalid, "metric_invalid",
              "The metric " + std::string(name) + " can't be: " + why + ".");
}

}  // namespace

struct FakeMetrics::Series final : Counter, Gauge, Histogram {
  Kind kind = Kind::kCounter;
  std::string name;
  std::vector<MetricLabel> labels;
  double value = 0;
  std::vector<double> observed;

  void add(double amount) override {
    if (kind == Kind::kGauge || amount > 0) value += amount;
  }
  void set(double new_value) override { value = new_value; }
  void observe(double observation) override {
    value += observation;
    observed.push_back(observation);
  }
};

Counter& FakeMetrics::counter(std::string_view name, std::string_view,
                              std::initializer_list<MetricLabel> labels) {
  return series(Kind::kCounter, name, labels);
}

Gauge& FakeMetrics::gauge(std::string_view name, std::string_view,
                          std::initializer_list<MetricLabel> labels) {
  return series(Kind::kGauge, name, labels);
}

Histogram& FakeMetrics::histogram(std::string_view name, std::string_view,
                                  const std::vector<double>& buckets,
                                  std::initializer_list<MetricLabel> labels) {
  if (buckets.empty() || !std::is_sorted(buckets.begin(), buckets.end())) {
    refuse(name, "its buckets must be ascending and not empty");
  }
  return series(Kind::kHistogram, name, labels);
}

FakeMetrics::Series& FakeMetrics::series(Kind kind, std::string_view name,
                                         std::initializer_list<MetricLabel> labels) {
  check(kind, name, labels);
  for (const auto& known : series_) {
    if (known->name == name &&
        std::equal(known->labels.begin(), known->labels.end(), labels.begin(), labels.end())) {
      return *known;
    }
  }
  if (series_.size() == kSeriesMax) refuse(name, "a plugin has at most 1000 series");
  auto made = std::make_shared<Series>();
  made->kind = kind;
  made->name = name;
  made->labels = labels;
  return *series_.emplace_back(std::move(made));
}

void FakeMetrics::check(Kind kind, std::string_view name,
                        std::initializer_list<MetricLabel> labels) const {
  const std::string prefix = std::string("itops_") + info_.id + "_";
  if (name.ends_with("_total") != (kind == Kind::kCounter)) {
    refuse(name, "counters and only they end with _total");
  }
  if (!name.starts_with(prefix)) refuse(name, "its name begins with " + prefix);
  for (const auto& [label, value] : labels) {
    if (!isLabelName(label))
      refuse(name, "the label " + label + " isn't [a-z_][a-z0-9_]* or is reserved");
    if (kind == Kind::kHistogram && label == "le") refuse(name, "the label le is reserved");
  }
  for (const auto& known : series_) {
    if (known->name == name && known->kind != kind) refuse(name, "it is in use as another kind");
  }
}

const FakeMetrics::Series& FakeMetrics::existing(std::string_view name,
                                                 const std::vector<MetricLabel>& labels) const {
  for (const auto& known : series_) {
    if (known->name == name && known->labels == labels) return *known;
  }
  throw std::out_of_range("there is no series " + std::string(name) + " with these labels");
}

double FakeMetrics::value(std::string_view name, const std::vector<MetricLabel>& labels) const {
  return existing(name, labels).value;
}

std::vector<double> FakeMetrics::observations(std::string_view name,
                                              const std::vector<MetricLabel>& labels) const {
  return existing(name, labels).observed;
}

}  // namespace itops::test
