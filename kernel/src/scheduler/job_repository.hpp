#pragma once

#include <map>
#include <optional>
#include <string>

#include "itops/database.hpp"
#include "scheduler/job_definition.hpp"
#include "scheduler/job_record.hpp"

/// SQL of the jobs that run once per cluster. All functions throw as Database does. [job] [request]
namespace itops::scheduler {

/// See JobRun::fence.
void fence(Transaction& transaction, std::int64_t epoch);

/// The record of a job. One that is new, or has another schedule than before, counts from `now` on.
JobRecord loadJob(Transaction& transaction, const JobDefinition& definition, Timestamp now);

/// Marks the run as begun; false when the stored record is no longer the one that it was claimed
/// from.
bool beginRun(Transaction& transaction, const std::string& name, const ClaimedRun& run,
              const std::string& replica, Timestamp now);

/// Records the end of a run, unless another one has begun or another replica leads since.
void finishRun(Database& database, const std::string& name, const ClaimedRun& run,
               const RunResult& result);

/// Records that the run of a leader that is gone won't be repeated.
void giveUpRun(Transaction& transaction, const std::string& name, const RunRecord& run,
               Timestamp now);

/// Stores that a run is wanted and tells the leader on the channel `itops_jobs`.
void requestRun(Transaction& transaction, const JobDefinition& definition, Timestamp now);

/// The records of all jobs that were ever stored, by name.
std::map<std::string, JobRecord> allJobs(Database& database);

}  // namespace itops::scheduler
