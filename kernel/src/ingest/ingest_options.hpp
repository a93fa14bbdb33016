#pragma once

#include <cstddef>

#include "ingest/batch_transaction.hpp"
#include "ingest/group_commit.hpp"

namespace itops::ingest {

/// Bounds of the push path; settings `ingest.*` and `silence.*`, with the same defaults.
struct IngestOptions {
  BatchRules rules;
  GroupCommitLimits limits = {};
  /// Services that the writer remembers; with more it begins anew. A few hundred bytes each.
  std::size_t cached_services_max = 200000;
};

}  // namespace itops::ingest
