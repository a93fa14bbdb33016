#include "plugin/metric_names.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace itops::plugin {
namespace {

constexpr std::string_view kCounterEnd = "_total";

bool isWord(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  };
  return !text.empty() && !(text.front() >= '0' && text.front() <= '9') &&
         std::all_of(text.begin(), text.end(), allowed);
}

std::string labelComplaint(MetricKind kind, const std::string& label) {
  if (!isWord(label)) return "the label '" + label + "' is not of the form [a-z_][a-z0-9_]*";
  if (label == "plugin") return "the label 'plugin' is set by the kernel";
  if (label.starts_with("__") || (kind == MetricKind::kHistogram && label == "le")) {
    return "the label '" + label + "' is reserved by Prometheus";
  }
  return {};
}

std::string nameComplaint(std::string_view plugin_id, MetricKind kind, std::string_view name) {
  const std::string prefix = "itops_" + std::string(plugin_id) + "_";
  if (!isWord(name)) return "the name is not of the form [a-z_][a-z0-9_]*";
  if (!name.starts_with(prefix) || name.size() == prefix.size()) {
    return "the name does not begin with " + prefix;
  }
  if ((kind == MetricKind::kCounter) == name.ends_with(kCounterEnd)) return {};
  return kind == MetricKind::kCounter ? "the name of a counter ends with _total"
                                      : "only the name of a counter ends with _total";
}

}  // namespace

std::string metricComplaint(std::string_view plugin_id, MetricKind kind, std::string_view name,
                            const std::vector<MetricLabel>& labels) {
  if (auto complaint = nameComplaint(plugin_id, kind, name); !complaint.empty()) return complaint;
  std::set<std::string> seen;
  for (const auto& [label, value] : labels) {
    if (auto complaint = labelComplaint(kind, label); !complaint.empty()) return complaint;
    if (!seen.insert(label).second) return "the label '" + label + "' is given twice";
  }
  return {};
}

std::string bucketComplaint(std::string_view name, const std::vector<double>& buckets) {
  const bool finite = std::all_of(buckets.begin(), buckets.end(),
                                  [](double bound) { return std::isfinite(bound); });
  const bool ascending =
      std::adjacent_find(buckets.begin(), buckets.end(), std::greater_equal<>()) == buckets.end();
  if (!buckets.empty() && finite && ascending) return {};
  return "the buckets of " + std::string(name) + " must be finite, ascending and not empty";
}

}  // namespace itops::plugin
