#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

#include "itops/clock.hpp"
#include "itops/logger.hpp"
#include "scheduler/job_definition.hpp"
#include "scheduler/job_ledger.hpp"
#include "scheduler/job_metrics.hpp"
#include "scheduler/leadership.hpp"

namespace itops::scheduler {

/// What all runners use. References outlive them.
struct RunnerSurroundings {
  const Clock& clock;
  Logger& logger;
  const Leadership& leadership;
  /// Whether the owner of jobs is switched on. [any]
  std::function<bool(const std::string& owner)> is_enabled;
  /// A wait is never longer, so that a clock that is set is noticed.
  std::chrono::milliseconds check_interval;
};

/// Runs one job on a thread of its own, one run after the other. A job that doesn't return delays
/// nobody but itself.
class JobRunner : public std::enable_shared_from_this<JobRunner> {
 public:
  /// shared_ptr, because a run that doesn't end in time outlives the scheduler on its thread.
  JobRunner(std::shared_ptr<const JobDefinition> definition, std::unique_ptr<JobLedger> ledger,
            RunnerSurroundings surroundings, const JobMetrics& metrics);

  /// [main]
  void start();
  /// No further run begins; one under way is told to end. [any]
  void requestStop();
  /// After requestStop(): true once the thread has ended, false when a run is still under way at
  /// the deadline. That run is left to itself: nothing of it is recorded. [main]
  bool awaitEnd(std::chrono::steady_clock::time_point deadline);

  /// Looks again at once. [any]
  void wake();

  bool isRunning() const { return running_; }  ///< [any]
  const JobDefinition& definition() const { return *definition_; }
  /// For who shows the job after this runner is gone.
  std::shared_ptr<const JobDefinition> sharedDefinition() const { return definition_; }

 private:
  class Run;

  void runForever();
  std::optional<ClaimedRun> claim();
  void execute(const ClaimedRun& claimed);
  bool leaveRun();
  RunResult call(const ClaimedRun& claimed);
  void tell(const ClaimedRun& claimed, const RunResult& result);
  void record(const ClaimedRun& claimed, const RunResult& result);
  void pause();
  bool mayRun() const;

  const std::shared_ptr<const JobDefinition> definition_;
  const std::unique_ptr<JobLedger> ledger_;
  const RunnerSurroundings surroundings_;
  const JobMetrics metrics_;
  std::atomic<bool> running_ = false;
  bool told_ = false;  ///< that the ledger fails; of the thread

  std::mutex mutex_;  ///< guards the next four
  std::condition_variable changed_;
  bool woken_ = false;
  bool ended_ = false;
  bool abandoned_ = false;              ///< nothing but the own members may be used any more
  std::atomic<bool> stopping_ = false;  ///< changed under mutex_
  std::thread thread_;
};

}  // namespace itops::scheduler
