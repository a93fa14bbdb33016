#pragma once

#include <chrono>
#include <vector>

#include "itops/database.hpp"
#include "itops/event_bus.hpp"
#include "itops/scheduler.hpp"
#include "period/budget_alerts.hpp"
#include "period/budget_watch_repository.hpp"

namespace itops::sla {

/// Tells, as events, which budgets burn and of which services nothing is known. Looks at what the
/// aggregator has counted.
class BudgetWatch {
 public:
  /// Both outlive this object. Declares the events. [main]
  ///
  /// @param absent_after whole windows of five minutes
  BudgetWatch(Database& database, EventBus& events, std::chrono::minutes absent_after);

  /// One look, in one transaction: what changed since the last one is told once. [job]
  void run(JobRun& run);

 private:
  /// What one look sees.
  struct Sight {
    Instant end;  ///< of all windows
    RatesBySubject rates;
    std::map<AlertKey, Instant> told;
    std::map<SubjectKey, double> targets;
  };

  Sight look(BudgetWatchRepository& repository, Transaction& transaction, Instant end) const;
  void tellBudgets(BudgetWatchRepository& repository, Transaction& transaction, Instant end);
  void tellAbsences(BudgetWatchRepository& repository, Transaction& transaction, Instant end);

  Database& database_;
  EventBus& events_;
  std::chrono::minutes absent_after_;
};

/// The job `sla.watch_budgets`, a minute after the aggregator's. `watch` outlives it.
Job budgetWatchJob(BudgetWatch& watch);

}  // namespace itops::sla
