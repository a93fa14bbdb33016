#pragma once

#include <mutex>

#include "itops/clock.hpp"
#include "scheduler/job_definition.hpp"
#include "scheduler/job_ledger.hpp"

namespace itops::scheduler {

/// The ledger of a job that each replica runs by itself: kept in memory, begun anew at each start.
class ReplicaLedger final : public JobLedger {
 public:
  /// @param clock outlives this object
  ReplicaLedger(std::shared_ptr<const JobDefinition> definition, const Clock& clock,
                std::string replica);

  std::optional<ClaimedRun> claim() override;
  Timestamp nextDueAt() const override;
  void finish(const ClaimedRun& run, const RunResult& result) override;
  void invalidate() override {}

  /// Asks for a run as soon as possible. [any]
  void requestRun();

  /// What is known of the job. A copy. [any]
  JobRecord record() const;

 private:
  ClaimedRun begin(Timestamp now, ClaimedRun run);

  const std::shared_ptr<const JobDefinition> definition_;
  const Clock& clock_;
  const std::string replica_;
  mutable std::mutex mutex_;  ///< guards record_
  JobRecord record_;
};

}  // namespace itops::scheduler
