#pragma once

#include <optional>
#include <string>
#include <vector>

#include "config/auth_declaration.hpp"
#include "identity/reconcile_plan.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::identity {

/// What a start made of the declaration.
struct ReconcileRun {
  Timestamp ran_at{};
  std::string replica;
  std::string outcome = {};  ///< applied, unchanged or refused
  std::string reason = {};   ///< why nothing was applied
  std::string source = {};
  std::string hash = {};  ///< of the declaration
  std::int64_t generation = 0;
  std::vector<std::string> changes = {};
  std::vector<std::string> refused = {};
};

/// Brings stored providers to what Git declares, under a lock, so that replicas which start
/// together come to the same. What can't be read, or is empty, changes nothing.
class Reconciler {
 public:
  /// References outlive this object.
  Reconciler(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

  /// Applies the declaration and stores the run. [main]
  ReconcileRun run(const config::AuthDeclaration& declared, const std::string& replica);
  /// What run() would do, without doing it. [main]
  ReconcileRun preview(const config::AuthDeclaration& declared);

  /// The newest stored run; empty before the first. [any]
  std::optional<ReconcileRun> last();

 private:
  ReconcileRun outline(const config::AuthDeclaration& declared, const ReconcilePlan& plan) const;

  Database& database_;
  const Clock& clock_;
};

}  // namespace itops::identity
