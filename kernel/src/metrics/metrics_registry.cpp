#include "metrics/metrics_registry.hpp"

#include <prometheus/text_serializer.h>

namespace itops {

MetricsRegistry::MetricsRegistry() : registry_(std::make_shared<prometheus::Registry>()) {}

std::string MetricsRegistry::text() const {
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace itops
