#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>

#include "itops/timestamp.hpp"

namespace itops::scheduler {

/// The newest run of a job.
struct RunRecord {
  Timestamp due_at;
  std::int64_t epoch = 0;  ///< 0 for a job of one replica
  int attempt = 1;
  std::string replica;
  Timestamp started_at;
  std::optional<Timestamp> finished_at = {};
  std::string outcome;  ///< `running`, `succeeded`, `failed` or `interrupted`
  std::string error;    ///< why it failed, else empty
  std::optional<std::int64_t> duration_ms = {};
};

/// How far a job is.
struct JobRecord {
  Timestamp covered_until;  ///< newest due instant that was run or given up
  std::optional<Timestamp> run_requested_at = {};
  std::optional<RunRecord> run = {};
};

/// Why a run takes place.
enum class RunCause {
  kScheduled,
  kRequested,  ///< somebody asked for it
  kRepeated,   ///< the leader that began it did not live to finish it
};

/// A run that may begin: nobody else runs the job for this due instant.
struct ClaimedRun {
  Timestamp due_at;
  RunCause cause = RunCause::kScheduled;
  std::int64_t epoch = 0;
  int attempt = 1;
  std::int64_t dropped = 0;  ///< earlier due instants given up with it
};

/// How a run ended.
struct RunResult {
  Timestamp finished_at;
  std::chrono::milliseconds duration{0};
  std::string error = {};   ///< for operators; empty when it succeeded
  std::string detail = {};  ///< for the log alone

  const char* outcome() const { return error.empty() ? "succeeded" : "failed"; }
};

}  // namespace itops::scheduler
