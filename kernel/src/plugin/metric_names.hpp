#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "itops/metrics.hpp"

namespace itops::plugin {

/// What kind of series a name is asked for.
enum class MetricKind { kCounter, kGauge, kHistogram };

/// The sentence that says what is wrong with a plugin's metric, naming the rule; empty when nothing
/// is. See itops::Metrics for the rules. Pure. [any]
std::string metricComplaint(std::string_view plugin_id, MetricKind kind, std::string_view name,
                            const std::vector<MetricLabel>& labels);

/// The same for the upper bounds of a histogram.
std::string bucketComplaint(std::string_view name, const std::vector<double>& buckets);

}  // namespace itops::plugin
