#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "scheduler/job_definition.hpp"
#include "scheduler/job_ledger.hpp"
#include "scheduler/leadership.hpp"

namespace itops::scheduler {

/// The ledger of a job that runs once per cluster: its record is a row that only the leader writes,
/// each time under its epoch. Other replicas are never told to run anything.
///
/// A run that its leader did not live to finish is repeated once, unless the job skips missed runs;
/// a second time would let a job that ends its process end all replicas one after the other.
class ClusterLedger final : public JobLedger {
 public:
  /// The references outlive this object.
  ClusterLedger(std::shared_ptr<const JobDefinition> definition, Database& database,
                const Leadership& leadership, const Clock& clock, std::string replica);

  std::optional<ClaimedRun> claim() override;
  Timestamp nextDueAt() const override;
  void finish(const ClaimedRun& run, const RunResult& result) override;
  void invalidate() override { stale_ = true; }

 private:
  void load(std::int64_t epoch);
  std::optional<ClaimedRun> plan(std::int64_t epoch) const;
  bool begin(const ClaimedRun& run);
  void settleInterruptedRun(Transaction& transaction);
  bool mayRepeat(const RunRecord& run) const;
  void saveUnsaved();

  const std::shared_ptr<const JobDefinition> definition_;
  Database& database_;
  const Leadership& leadership_;
  const Clock& clock_;
  const std::string replica_;
  std::atomic<bool> stale_ = true;  ///< record_ must be read again
  std::int64_t epoch_ = 0;          ///< under which record_ was read; 0: never
  JobRecord record_;
  std::chrono::steady_clock::time_point loaded_at_;
  std::optional<std::pair<ClaimedRun, RunResult>> unsaved_;  ///< ended, but not recorded yet
};

}  // namespace itops::scheduler
