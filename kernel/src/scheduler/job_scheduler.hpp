#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "database/postgres_database.hpp"
#include "itops/clock.hpp"
#include "itops/logger.hpp"
#include "itops/scheduler.hpp"
#include "metrics/metrics_registry.hpp"
#include "scheduler/job_runner.hpp"
#include "scheduler/leader_repository.hpp"
#include "scheduler/leadership.hpp"
#include "scheduler/replica_ledger.hpp"

namespace itops::scheduler {

struct SchedulerOptions {
  std::string time_zone = "UTC";  ///< of schedules that name none
  std::string replica;            ///< how operators recognise this process
  /// Longest wait before a job looks at clock and switches again.
  std::chrono::milliseconds check_interval{1'000};
  LeaderOptions leader = {};
  /// How long a stop waits for runs under way.
  std::chrono::milliseconds drain_limit{20'000};
};

/// One job as shown to operators. A copy.
struct JobStatus {
  std::shared_ptr<const JobDefinition> definition;
  bool enabled = true;  ///< false while its plugin is switched off
  bool running = false;
  std::optional<Timestamp> next_run_at = {};  ///< empty while it is switched off
  JobRecord record = {};
};

/// All jobs of this process, the kernel's and the plugins'. Each has a thread; those that run once
/// per cluster wait on all replicas but the leader.
class JobScheduler {
 public:
  /// The references outlive this object. Connects to nothing before start().
  /// @param is_enabled whether the owner of jobs is switched on; called on [any] thread
  JobScheduler(PostgresDatabase& database, const Clock& clock, SchedulerOptions options,
               Logger& logger, MetricsRegistry& metrics,
               std::function<bool(const std::string& owner)> is_enabled);
  /// Stops.
  ~JobScheduler();
  JobScheduler(const JobScheduler&) = delete;
  JobScheduler& operator=(const JobScheduler&) = delete;

  /// See Scheduler::add; also throws Error(kInvalid, "job_invalid") for a job without a function
  /// and Error(kInvalid, "job_late") after start(). [main]
  void add(const std::string& owner, Job job);

  /// Removes the jobs of an owner and waits for their runs, at most the drain limit; what is still
  /// under way then is left to itself. [main]
  void removeOwner(const std::string& owner) noexcept;

  /// Begins to run jobs. [main]
  void start();

  /// Ends all jobs, as removeOwner() does, and then the leadership. [main]
  void stop() noexcept;

  /// Something about a job may have changed in the database; empty: about all. Doesn't block. [any]
  void wake(std::string_view name = {});

  /// Runs a job as soon as possible: here if it runs per replica, else on the leader. Returns the
  /// instant of asking. Throws Error(kNotFound, "job_not_found"), Error(kConflict,
  /// "job_switched_off"). [request]
  /// @param record written together with the wish; none by default
  Timestamp runNow(std::string_view name, const std::function<void(Transaction&)>& record = {});

  /// All jobs by name. Throws as Database does. [request]
  std::vector<JobStatus> statuses();

  /// Who leads. Throws as Database does. [request]
  Leader leader() { return currentLeader(database_); }

  const std::string& replica() const { return options_.replica; }

 private:
  /// A job with its thread; the ledger belongs to the runner.
  struct Entry {
    std::shared_ptr<JobRunner> runner;
    ReplicaLedger* replica_ledger = nullptr;  ///< null for a job that runs once per cluster
  };
  using Entries = std::map<std::string, Entry, std::less<>>;

  void check(const std::string& owner, const Job& job) const;
  Entry makeEntry(std::shared_ptr<const JobDefinition> definition);
  void end(const std::vector<Entry>& entries) noexcept;
  Entry entryOf(std::string_view name) const;
  JobStatus statusOf(const Entry& entry, const std::map<std::string, JobRecord>& stored,
                     std::int64_t epoch) const;

  PostgresDatabase& database_;
  const Clock& clock_;
  const SchedulerOptions options_;
  Logger& logger_;
  MetricsRegistry& metrics_;
  const std::function<bool(const std::string& owner)> is_enabled_;
  Leadership leadership_;
  mutable std::mutex mutex_;  ///< guards entries_
  Entries entries_;
  bool started_ = false;
};

}  // namespace itops::scheduler
