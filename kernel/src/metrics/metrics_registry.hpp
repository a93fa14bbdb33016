#pragma once

#include <prometheus/registry.h>

#include <memory>
#include <string>

namespace itops {

/// The process's metrics. Modules register families on `registry()` at start and keep references
/// to their counters; those live as long as this object. [any]
class MetricsRegistry {
 public:
  MetricsRegistry();

  prometheus::Registry& registry() { return *registry_; }

  /// Everything in Prometheus text format 0.0.4, for GET /metrics. [any]
  std::string text() const;

 private:
  std::shared_ptr<prometheus::Registry> registry_;
};

}  // namespace itops
