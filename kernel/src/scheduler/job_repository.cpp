#include "scheduler/job_repository.hpp"

#include "itops/error.hpp"

namespace itops::scheduler {
namespace {

// FOR KEY SHARE waits for a change of the epoch, which changes the key, and holds one off until the
// end of this transaction; a renewal, which doesn't, passes.
constexpr Statement kFence{"scheduler.fence", R"(
SELECT epoch FROM kernel.scheduler_leader WHERE epoch = $1 FOR KEY SHARE)"};

constexpr Statement kLoad{"scheduler.load_job", R"(
INSERT INTO kernel.job AS job (name, owner, schedule, covered_until) VALUES ($1, $2, $3, $4)
ON CONFLICT (name) DO UPDATE SET
  owner = EXCLUDED.owner,
  schedule = EXCLUDED.schedule,
  covered_until = CASE WHEN job.schedule = EXCLUDED.schedule THEN job.covered_until
                       ELSE greatest(job.covered_until, EXCLUDED.covered_until) END
RETURNING name, covered_until, run_requested_at, run_due_at, run_epoch, run_attempt, run_replica,
  started_at, finished_at, outcome, error, duration_ms)"};

constexpr Statement kBegin{"scheduler.begin_run", R"(
UPDATE kernel.job SET
  covered_until = CASE WHEN $2 = 'scheduled' THEN $3::timestamptz ELSE covered_until END,
  run_requested_at = CASE WHEN $2 = 'requested' THEN NULL ELSE run_requested_at END,
  run_due_at = $3::timestamptz, run_epoch = $4, run_attempt = $5, run_replica = $6, started_at = $7,
  finished_at = NULL, outcome = 'running', error = NULL, duration_ms = NULL
WHERE name = $1 AND CASE $2
  WHEN 'scheduled' THEN covered_until < $3::timestamptz
  WHEN 'requested' THEN run_requested_at = $3::timestamptz
  ELSE outcome = 'running' AND run_due_at = $3::timestamptz AND run_attempt < $5 END)"};

// A former leader's end of a run doesn't count: what it wrote last was refused, so its successor
// repeats the run.
constexpr Statement kFinish{"scheduler.finish_run", R"(
UPDATE kernel.job SET finished_at = $5, outcome = $6, error = $7, duration_ms = $8
WHERE name = $1 AND outcome = 'running' AND run_epoch = $2 AND run_due_at = $3 AND run_attempt = $4
  AND EXISTS (SELECT FROM kernel.scheduler_leader WHERE epoch = $2))"};

constexpr Statement kGiveUp{"scheduler.give_up_run", R"(
UPDATE kernel.job SET finished_at = $4, outcome = 'interrupted', error = $5
WHERE name = $1 AND outcome = 'running' AND run_epoch = $2 AND run_due_at = $3)"};

constexpr Statement kRequest{"scheduler.request_run", R"(
INSERT INTO kernel.job (name, owner, schedule, covered_until, run_requested_at)
VALUES ($1, $2, $3, $4, $4)
ON CONFLICT (name) DO UPDATE SET run_requested_at = EXCLUDED.run_requested_at)"};

constexpr Statement kTell{"scheduler.tell_run", "SELECT pg_notify('itops_jobs', $1)"};

constexpr Statement kAll{"scheduler.all_jobs", R"(
SELECT name, covered_until, run_requested_at, run_due_at, run_epoch, run_attempt, run_replica,
  started_at, finished_at, outcome, error, duration_ms
FROM kernel.job ORDER BY name)"};

const char* nameOf(RunCause cause) {
  switch (cause) {
    case RunCause::kScheduled:
      return "scheduled";
    case RunCause::kRequested:
      return "requested";
    case RunCause::kRepeated:
      break;
  }
  return "repeated";
}

JobRecord recordOf(const Rows::Row& row) {
  JobRecord record{.covered_until = row.timestamp("covered_until"),
                   .run_requested_at = row.optionalTimestamp("run_requested_at")};
  if (row.isNull("outcome")) return record;
  record.run = RunRecord{.due_at = row.timestamp("run_due_at"),
                         .epoch = row.integer("run_epoch"),
                         .attempt = static_cast<int>(row.integer("run_attempt")),
                         .replica = std::string(row.text("run_replica")),
                         .started_at = row.timestamp("started_at"),
                         .finished_at = row.optionalTimestamp("finished_at"),
                         .outcome = std::string(row.text("outcome")),
                         .error = row.optionalText("error").value_or(""),
                         .duration_ms = row.optionalInteger("duration_ms")};
  return record;
}

}  // namespace

void fence(Transaction& transaction, std::int64_t epoch) {
  if (!transaction.run(kFence, epoch).empty()) return;
  throw Error(ErrorKind::kUnavailable, "leadership_lost",
              "Another replica runs the jobs by now; this run ends without effect.",
              "epoch=" + std::to_string(epoch));
}

JobRecord loadJob(Transaction& transaction, const JobDefinition& definition, Timestamp now) {
  const Rows rows = transaction.run(kLoad, definition.job.name, definition.owner,
                                    definition.storedSchedule(), now);
  return recordOf(rows[0]);
}

bool beginRun(Transaction& transaction, const std::string& name, const ClaimedRun& run,
              const std::string& replica, Timestamp now) {
  const Rows rows = transaction.run(kBegin, name, nameOf(run.cause), run.due_at, run.epoch,
                                    run.attempt, replica, now);
  return rows.affectedCount() == 1;
}

void finishRun(Database& database, const std::string& name, const ClaimedRun& run,
               const RunResult& result) {
  const std::optional<std::string> error =
      result.error.empty() ? std::nullopt : std::optional(result.error);
  database.run(kFinish, name, run.epoch, run.due_at, run.attempt, result.finished_at,
               result.outcome(), error, result.duration.count());
}

void giveUpRun(Transaction& transaction, const std::string& name, const RunRecord& run,
               Timestamp now) {
  transaction.run(kGiveUp, name, run.epoch, run.due_at, now,
                  "Replica " + run.replica + " did not live to finish it.");
}

void requestRun(Transaction& transaction, const JobDefinition& definition, Timestamp now) {
  transaction.run(kRequest, definition.job.name, definition.owner, definition.storedSchedule(),
                  now);
  transaction.run(kTell, definition.job.name);
}

std::map<std::string, JobRecord> allJobs(Database& database) {
  std::map<std::string, JobRecord> jobs;
  const Rows rows = database.run(kAll);
  for (const auto row : rows) jobs.emplace(row.text("name"), recordOf(row));
  return jobs;
}

}  // namespace itops::scheduler
