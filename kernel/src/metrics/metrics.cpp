#include "metrics/metrics.hpp"

#include <prometheus/text_serializer.h>

namespace itops {

Metrics::Metrics() : registry_(std::make_shared<prometheus::Registry>()) {}

std::string Metrics::text() const {
  return prometheus::TextSerializer().Serialize(registry_->Collect());
}

}  // namespace itops
