#pragma once

#include <optional>

#include "itops/timestamp.hpp"
#include "scheduler/job_record.hpp"

namespace itops::scheduler {

/// Says when a job is to be run and remembers its runs. Used by the thread of its job unless said
/// otherwise.
class JobLedger {
 public:
  virtual ~JobLedger() = default;

  /// The run that is to begin now, marked as begun; empty when none is. Throws Error when that
  /// can't be told now.
  virtual std::optional<ClaimedRun> claim() = 0;

  /// The instant at which claim() should be asked again at the latest.
  virtual Timestamp nextDueAt() const = 0;

  /// Records the end of the claimed run. Throws Error when that fails for now; the next claim()
  /// makes up for it.
  virtual void finish(const ClaimedRun& run, const RunResult& result) = 0;

  /// Somebody else may have changed what is stored: look again. [any]
  virtual void invalidate() = 0;
};

}  // namespace itops::scheduler
