#include "scheduler/job_runner.hpp"

#include <algorithm>
#include <utility>

#include "itops/error.hpp"
#include "scheduler/job_repository.hpp"

namespace itops::scheduler {
namespace {

constexpr std::size_t kErrorBytesMax = 500;

/// For kernel's own jobs; those of plugins pass the call guard, which lets only Errors out.
RunResult failureOf(const std::exception& exception) {
  if (const auto* error = dynamic_cast<const Error*>(&exception)) {
    return {.finished_at = {}, .error = error->what(), .detail = error->logDetail()};
  }
  return {
      .finished_at = {}, .error = "The job failed; the log says why.", .detail = exception.what()};
}

}  // namespace

/// What the job sees of its run.
class JobRunner::Run final : public JobRun {
 public:
  Run(const JobRunner& runner, const ClaimedRun& claimed) : runner_(runner), claimed_(claimed) {}

  Timestamp dueAt() const override { return claimed_.due_at; }

  bool shouldStop() const override {
    if (runner_.stopping_ || !runner_.mayRun()) return true;
    return claimed_.epoch != 0 && runner_.surroundings_.leadership.epoch() != claimed_.epoch;
  }

  void fence(Transaction& transaction) const override {
    if (claimed_.epoch != 0) scheduler::fence(transaction, claimed_.epoch);
  }

 private:
  const JobRunner& runner_;
  const ClaimedRun& claimed_;
};

JobRunner::JobRunner(std::shared_ptr<const JobDefinition> definition,
                     std::unique_ptr<JobLedger> ledger, RunnerSurroundings surroundings,
                     const JobMetrics& metrics)
    : definition_(std::move(definition)),
      ledger_(std::move(ledger)),
      surroundings_(std::move(surroundings)),
      metrics_(metrics) {}

void JobRunner::start() {
  thread_ = std::thread([self = shared_from_this()] { self->runForever(); });
}

void JobRunner::requestStop() {
  const std::lock_guard lock(mutex_);
  stopping_ = true;
  changed_.notify_all();
}

bool JobRunner::awaitEnd(std::chrono::steady_clock::time_point deadline) {
  if (!thread_.joinable()) return true;
  std::unique_lock lock(mutex_);
  const auto ended = [this] { return ended_; };
  if (!changed_.wait_until(lock, deadline, ended) && running_) {
    abandoned_ = true;
    thread_.detach();
    return false;
  }
  changed_.wait(lock, ended);  // no longer than the database makes it wait
  lock.unlock();
  thread_.join();
  return true;
}

void JobRunner::wake() {
  ledger_->invalidate();
  const std::lock_guard lock(mutex_);
  woken_ = true;
  changed_.notify_all();
}

void JobRunner::runForever() {
  while (!stopping_) {
    if (const auto claimed = claim()) {
      execute(*claimed);
    } else {
      pause();
    }
  }
  const std::lock_guard lock(mutex_);
  ended_ = true;
  changed_.notify_all();
}

bool JobRunner::mayRun() const {
  return surroundings_.is_enabled(definition_->owner);
}

/// A database that is away for an hour is told once.
std::optional<ClaimedRun> JobRunner::claim() {
  if (!mayRun()) return std::nullopt;
  try {
    auto claimed = ledger_->claim();
    told_ = false;
    return claimed;
  } catch (const Error& error) {
    if (!std::exchange(told_, true)) {
      surroundings_.logger.warning(
          "It can't be told whether a job is due; it will be tried again.",
          {{"job", definition_->job.name}, {"error", error.what()}, {"detail", error.logDetail()}});
    }
    return std::nullopt;
  }
}

void JobRunner::execute(const ClaimedRun& claimed) {
  running_ = true;
  const auto begun = std::chrono::steady_clock::now();
  RunResult result = call(claimed);
  if (!leaveRun()) return;
  const auto taken = std::chrono::steady_clock::now() - begun;
  result.finished_at = surroundings_.clock.now();
  result.duration = std::chrono::duration_cast<std::chrono::milliseconds>(taken);
  result.error.resize(std::min(result.error.size(), kErrorBytesMax));
  metrics_.seconds.Observe(std::chrono::duration<double>(taken).count());
  tell(claimed, result);
  record(claimed, result);
}

/// False when nobody waits for this run any more.
bool JobRunner::leaveRun() {
  const std::lock_guard lock(mutex_);
  running_ = false;
  return !abandoned_;
}

RunResult JobRunner::call(const ClaimedRun& claimed) {
  Run run(*this, claimed);
  try {
    definition_->job.function(run);
    return {};
  } catch (const std::exception& exception) {
    return failureOf(exception);
  } catch (...) {
    return {.finished_at = {}, .error = "The job failed with something that is no exception."};
  }
}

void JobRunner::tell(const ClaimedRun& claimed, const RunResult& result) {
  const std::string& name = definition_->job.name;
  if (claimed.dropped > 0 && definition_->job.missed == MissedRuns::kEach) {
    metrics_.dropped.Increment(static_cast<double>(claimed.dropped));
    surroundings_.logger.warning("A job can't catch up with all that it missed.",
                                 {{"job", name}, {"dropped", std::to_string(claimed.dropped)}});
  }
  if (result.error.empty()) {
    metrics_.succeeded.Increment();
    const std::chrono::duration<double> at = result.finished_at.time_since_epoch();
    metrics_.last_success.Set(at.count());
    return;
  }
  metrics_.failed.Increment();
  surroundings_.logger.error("A job failed.", {{"job", name},
                                               {"dueAt", formatTimestamp(claimed.due_at)},
                                               {"error", result.error},
                                               {"detail", result.detail}});
}

void JobRunner::record(const ClaimedRun& claimed, const RunResult& result) {
  try {
    ledger_->finish(claimed, result);
  } catch (const Error& error) {
    surroundings_.logger.warning(
        "The end of a job's run can't be recorded yet.",
        {{"job", definition_->job.name}, {"error", error.what()}, {"detail", error.logDetail()}});
  }
}

void JobRunner::pause() {
  const auto until_due = ledger_->nextDueAt() - surroundings_.clock.now();
  const auto limit =
      std::chrono::duration_cast<std::chrono::microseconds>(surroundings_.check_interval);
  std::unique_lock lock(mutex_);
  changed_.wait_for(lock, std::clamp(until_due, std::chrono::microseconds(0), limit),
                    [this] { return woken_ || stopping_; });
  woken_ = false;
}

}  // namespace itops::scheduler
