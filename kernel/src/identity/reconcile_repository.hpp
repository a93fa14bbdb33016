#pragma once

#include <optional>

#include "identity/reconciler.hpp"
#include "itops/database.hpp"

/// SQL of reconciliation runs. All functions throw as Database does. [any]
namespace itops::identity {

/// Stores a run and forgets old ones.
void insertRun(Transaction& transaction, const ReconcileRun& run);
std::optional<ReconcileRun> lastRun(Database& database);
/// Of the last declaration that was applied or found to be in place; 0 before the first.
std::int64_t lastGeneration(Transaction& transaction);

}  // namespace itops::identity
