#include "scheduler/replica_ledger.hpp"

#include <algorithm>

#include "scheduler/due_plan.hpp"

namespace itops::scheduler {

ReplicaLedger::ReplicaLedger(std::shared_ptr<const JobDefinition> definition, const Clock& clock,
                             std::string replica)
    : definition_(std::move(definition)), clock_(clock), replica_(std::move(replica)) {
  record_.covered_until = clock_.now();
}

std::optional<ClaimedRun> ReplicaLedger::claim() {
  const Timestamp now = clock_.now();
  const std::lock_guard lock(mutex_);
  if (record_.run_requested_at) {
    const Timestamp requested_at = *record_.run_requested_at;
    record_.run_requested_at.reset();
    return begin(now, {.due_at = requested_at, .cause = RunCause::kRequested});
  }
  const Job& job = definition_->job;
  const DuePlan plan =
      planDue(definition_->rule, job.missed, job.catch_up_max, record_.covered_until, now);
  if (!plan.due_at) return std::nullopt;
  record_.covered_until = *plan.due_at;
  return begin(now, {.due_at = *plan.due_at, .dropped = plan.dropped});
}

ClaimedRun ReplicaLedger::begin(Timestamp now, ClaimedRun run) {
  record_.run = RunRecord{.due_at = run.due_at,
                          .replica = replica_,
                          .started_at = now,
                          .outcome = "running",
                          .error = {}};
  return run;
}

Timestamp ReplicaLedger::nextDueAt() const {
  const std::lock_guard lock(mutex_);
  return definition_->rule.nextAfter(std::max(record_.covered_until, clock_.now()));
}

void ReplicaLedger::finish(const ClaimedRun&, const RunResult& result) {
  const std::lock_guard lock(mutex_);
  record_.run->finished_at = result.finished_at;
  record_.run->outcome = result.outcome();
  record_.run->error = result.error;
  record_.run->duration_ms = result.duration.count();
}

void ReplicaLedger::requestRun() {
  const Timestamp now = clock_.now();
  const std::lock_guard lock(mutex_);
  record_.run_requested_at = now;
}

JobRecord ReplicaLedger::record() const {
  const std::lock_guard lock(mutex_);
  return record_;
}

}  // namespace itops::scheduler
