#pragma once

#include <chrono>
#include <cstddef>

#include "ingest/batch_transaction.hpp"

namespace itops::ingest {

/// Bounds of the push path; settings `ingest.*` and `silence.*`, with the same defaults.
struct IngestOptions {
  BatchRules rules;
  std::size_t batch_rows_max = 1000;
  /// Pushes that may wait; more get 503 with Retry-After.
  std::size_t queue_max = 10000;
  /// How long pushes in flight wait for a database that went away before they get 503.
  std::chrono::milliseconds retry_for{5000};
  /// Services that the writer remembers; with more it begins anew. A few hundred bytes each.
  std::size_t cached_services_max = 200000;
};

}  // namespace itops::ingest
