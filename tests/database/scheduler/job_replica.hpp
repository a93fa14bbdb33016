#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "database/database_harness.hpp"
#include "database/notification_listener.hpp"
#include "scheduler/job_scheduler.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {

/// The moment at which the tests begin: noon.
inline const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");

/// `hh:mm` or `hh:mm:ss`, for short expectations.
inline std::string clockText(Timestamp instant) {
  return formatTimestamp(instant).substr(11, 5);
}

/// A database that replicas share, its clock, and a table into which jobs of tests write.
class SharedJobs {
 public:
  SharedJobs() : pool_(options_, logger_, metrics_) {
    pool_.runScript("CREATE TABLE run (id serial, job text, due_at timestamptz, replica text)");
  }

  const DatabaseOptions& options() const { return options_; }
  PostgresDatabase& pool() { return pool_; }
  ManualClock& clock() { return clock_; }

  /// The one value of `sql` as text; `null` for NULL and for no row.
  std::string value(const std::string& sql) {
    const Rows rows = pool_.run(Statement{sql.c_str(), sql.c_str()});
    return rows.empty() || rows[0].isNull("value") ? "null" : std::string(rows[0].text("value"));
  }
  /// What jobs wrote: `hh:mm replica`, by due instant, separated by commas.
  std::string runs() {
    return value(
        "SELECT string_agg(to_char(due_at, 'HH24:MI') || ' ' || replica, ', ' ORDER BY id) "
        "AS value FROM run");
  }
  std::string epoch() { return value("SELECT epoch AS value FROM kernel.scheduler_leader"); }

 private:
  DatabaseOptions options_ = PostgresFixture::migratedDatabase();
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase pool_;
  ManualClock clock_{kNoon};
};

/// How a replica of a test differs from the others.
struct ReplicaPace {
  std::chrono::milliseconds leader_check{20};
  std::chrono::milliseconds lease{10'000};
  std::chrono::milliseconds drain_limit{20'000};
};

/// One process's scheduler, with a pool of its own on the shared database.
class JobReplica {
 public:
  JobReplica(SharedJobs& shared, std::string name, ReplicaPace pace = {})
      : name_(std::move(name)),
        pool_(shared.options(), logger_, metrics_),
        listener_(pool_, logger_),
        scheduler_(pool_, shared.clock(), optionsOf(name_, pace), logger_, metrics_,
                   [this](const std::string& owner) { return isEnabled(owner); }) {
    listener_.on("itops_jobs", [this](std::string_view job) { scheduler_.wake(job); });
  }
  ~JobReplica() { stop(); }

  /// Each minute unless said otherwise; writes its runs into the table `run`, fenced.
  static Job writingJob(const std::string& replica, Database& database) {
    return {.name = "test.write_run",
            .description = "Writes a row.",
            .schedule = Schedule::every(std::chrono::minutes(1)),
            .function = [replica, &database](JobRun& run) { writeRun(run, replica, database); }};
  }
  static void writeRun(JobRun& run, const std::string& replica, Database& database) {
    database.transact([&](Transaction& transaction) {
      run.fence(transaction);
      transaction.run(kWrite, run.dueAt(), replica);
    });
  }

  void add(Job job) { scheduler_.add("test", std::move(job)); }
  Job writingJob() { return writingJob(name_, pool_); }
  void start() {
    listener_.start();
    scheduler_.start();
  }
  void stop() {
    listener_.stop();
    scheduler_.stop();
  }
  void setEnabled(bool enabled) { enabled_ = enabled; }

  scheduler::JobScheduler& scheduler() { return scheduler_; }
  PostgresDatabase& pool() { return pool_; }
  RecordingLogger& logger() { return logger_; }
  std::string metrics() const { return metrics_.text(); }
  bool leads() const {
    return metrics_.text().find("\nitops_scheduler_is_leader 1\n") != std::string::npos;
  }
  /// The job's newest run as everybody sees it.
  scheduler::JobStatus status(const std::string& job = "test.write_run") {
    for (auto& status : scheduler_.statuses()) {
      if (status.definition->job.name == job) return status;
    }
    return {};
  }
  std::string outcome(const std::string& job = "test.write_run") {
    const auto run = status(job).record.run;
    return run ? run->outcome : "never";
  }

 private:
  static constexpr Statement kWrite{"test.write_run",
                                    "INSERT INTO run (due_at, replica) VALUES ($1, $2)"};

  static scheduler::SchedulerOptions optionsOf(const std::string& name, const ReplicaPace& pace) {
    return {.replica = name,
            .check_interval = std::chrono::milliseconds(5),
            .leader = {pace.leader_check, pace.lease},
            .drain_limit = pace.drain_limit};
  }
  bool isEnabled(const std::string& owner) const { return owner != "test" || enabled_; }

  const std::string name_;
  std::atomic<bool> enabled_ = true;
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase pool_;
  NotificationListener listener_;
  scheduler::JobScheduler scheduler_;
};

/// Holds jobs until the test opens it.
class Barrier {
 public:
  void pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait(lock, [this] { return open_; });
  }
  bool awaitSomebody() {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(20), [this] { return waiting_ > 0; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  int waiting_ = 0;
  bool open_ = false;
};

}  // namespace itops::test
