#include "scheduler/cluster_ledger.hpp"

#include <algorithm>

#include "scheduler/due_plan.hpp"
#include "scheduler/job_repository.hpp"

namespace itops::scheduler {
namespace {

constexpr int kAttemptsMax = 2;

/// Notifications can be lost; so the row is read unasked as well.
constexpr std::chrono::seconds kReadAfter{15};

bool isRunning(const JobRecord& record) {
  return record.run && record.run->outcome == "running";
}

}  // namespace

ClusterLedger::ClusterLedger(std::shared_ptr<const JobDefinition> definition, Database& database,
                             const Leadership& leadership, const Clock& clock, std::string replica)
    : definition_(std::move(definition)),
      database_(database),
      leadership_(leadership),
      clock_(clock),
      replica_(std::move(replica)) {}

std::optional<ClaimedRun> ClusterLedger::claim() {
  saveUnsaved();
  const auto epoch = leadership_.epoch();
  if (!epoch) return std::nullopt;
  const bool old = std::chrono::steady_clock::now() - loaded_at_ > kReadAfter;
  if (stale_.exchange(false) || old || epoch_ != *epoch) load(*epoch);
  const auto run = plan(*epoch);
  if (!run || begin(*run)) return run;
  stale_ = true;
  return std::nullopt;
}

/// On an error the record counts as never read.
void ClusterLedger::load(std::int64_t epoch) {
  epoch_ = 0;
  database_.transact([&](Transaction& transaction) {
    fence(transaction, epoch);
    record_ = loadJob(transaction, *definition_, clock_.now());
    settleInterruptedRun(transaction);
  });
  loaded_at_ = std::chrono::steady_clock::now();
  epoch_ = epoch;
}

/// No run of this job is under way here while its thread reads the record.
void ClusterLedger::settleInterruptedRun(Transaction& transaction) {
  if (!isRunning(record_) || mayRepeat(*record_.run)) return;
  giveUpRun(transaction, definition_->job.name, *record_.run, clock_.now());
  record_.run->outcome = "interrupted";
}

bool ClusterLedger::mayRepeat(const RunRecord& run) const {
  return run.attempt < kAttemptsMax && definition_->job.missed != MissedRuns::kSkip;
}

std::optional<ClaimedRun> ClusterLedger::plan(std::int64_t epoch) const {
  if (isRunning(record_)) {
    return ClaimedRun{.due_at = record_.run->due_at,
                      .cause = RunCause::kRepeated,
                      .epoch = epoch,
                      .attempt = record_.run->attempt + 1};
  }
  if (record_.run_requested_at) {
    return ClaimedRun{
        .due_at = *record_.run_requested_at, .cause = RunCause::kRequested, .epoch = epoch};
  }
  const Job& job = definition_->job;
  const DuePlan due =
      planDue(definition_->rule, job.missed, job.catch_up_max, record_.covered_until, clock_.now());
  if (!due.due_at) return std::nullopt;
  return ClaimedRun{.due_at = *due.due_at, .epoch = epoch, .dropped = due.dropped};
}

bool ClusterLedger::begin(const ClaimedRun& run) {
  bool begun = false;
  const std::string& name = definition_->job.name;
  epoch_ = 0;  // until the commit has answered, nobody knows
  database_.transact([&](Transaction& transaction) {
    fence(transaction, run.epoch);
    begun = beginRun(transaction, name, run, replica_, clock_.now());
  });
  epoch_ = run.epoch;
  if (!begun) return false;
  if (run.cause == RunCause::kScheduled) record_.covered_until = run.due_at;
  if (run.cause == RunCause::kRequested) record_.run_requested_at.reset();
  record_.run.reset();
  return true;
}

Timestamp ClusterLedger::nextDueAt() const {
  return definition_->rule.nextAfter(std::max(record_.covered_until, clock_.now()));
}

void ClusterLedger::finish(const ClaimedRun& run, const RunResult& result) {
  unsaved_.emplace(run, result);
  saveUnsaved();
}

void ClusterLedger::saveUnsaved() {
  if (!unsaved_) return;
  finishRun(database_, definition_->job.name, unsaved_->first, unsaved_->second);
  unsaved_.reset();
}

}  // namespace itops::scheduler
