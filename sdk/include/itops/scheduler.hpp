#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>

#include "itops/database.hpp"
#include "itops/export.hpp"
#include "itops/timestamp.hpp"

namespace itops {

/// When a job is due. A value. The text is checked when the job is added. [any]
class Schedule {
 public:
  enum class Kind { kEvery, kDailyAt, kCron };

  /// Again and again, `interval` (1 s or more) after the last due instant, counted from the epoch,
  /// so that all replicas agree: every(5min) is due at :00, :05, ...
  static Schedule every(std::chrono::seconds interval) {
    return {Kind::kEvery, std::to_string(interval.count()), {}};
  }

  /// Once a day at `HH:MM` on the clocks of a time zone (`Europe/Berlin`; empty: ITOPS_TIMEZONE).
  /// A time that the clocks skip in spring is due when they have gone forward; one that they show
  /// twice in autumn is due at the first.
  static Schedule dailyAt(std::string time_of_day, std::string time_zone = {}) {
    return {Kind::kDailyAt, std::move(time_of_day), std::move(time_zone)};
  }

  /// Five cron fields, `minute hour day-of-month month day-of-week`, each `*`, a number, a list, a
  /// range or a step; when both days are restricted either one counts. Time zone as in dailyAt().
  static Schedule cron(std::string expression, std::string time_zone = {}) {
    return {Kind::kCron, std::move(expression), std::move(time_zone)};
  }

  Kind kind() const { return kind_; }
  /// Seconds, `HH:MM` or the cron fields, by kind.
  const std::string& text() const { return text_; }
  /// IANA name; empty means the platform's.
  const std::string& timeZone() const { return time_zone_; }

 private:
  Schedule(Kind kind, std::string text, std::string time_zone)
      : kind_(kind), text_(std::move(text)), time_zone_(std::move(time_zone)) {}

  Kind kind_;
  std::string text_;
  std::string time_zone_;
};

/// Where a job runs.
enum class JobScope {
  kPerReplica,      ///< in every process, each by itself: caches, heartbeats
  kOncePerCluster,  ///< by the leader alone, whichever process that is
};

/// What happens with due instants that passed while nobody could run the job.
enum class MissedRuns {
  kSkip,  ///< nothing: the next due instant counts
  kOnce,  ///< one run for all of them, as soon as possible
  kEach,  ///< one run each, in order, at most JobOptions' catch_up_max of them
};

/// One run of a job, valid until the function returns; use it on that thread only.
class ITOPS_EXPORT JobRun {
 public:
  /// The due instant that this run is for, which may be long ago when runs are caught up; for a run
  /// that a person asked for, the instant of asking.
  virtual Timestamp dueAt() const = 0;

  /// True when the run should end soon: the process stops, the plugin was switched off, or another
  /// replica leads by now. Ask it between pieces of long work.
  virtual bool shouldStop() const = 0;

  /// Call it first in each transaction of a kOncePerCluster job that writes: throws
  /// Error(kUnavailable, "leadership_lost") when another replica leads by now, and otherwise keeps
  /// the leadership from changing hands until the transaction ends. In a kPerReplica job it does
  /// nothing.
  virtual void fence(Transaction& transaction) const = 0;

 protected:
  ~JobRun() = default;
};

/// Runs on a thread of the kernel that belongs to this job alone, so a job never overlaps itself in
/// a process. A kOncePerCluster run that its replica doesn't live to finish is repeated once on
/// another, unless missed runs are skipped, so it does no harm twice. Throwing makes the run a
/// failure, which is logged, counted and shown; the next due instant comes all the same. [job]
using JobFunction = std::function<void(JobRun&)>;

/// A job as a plugin registers it.
struct Job {
  std::string name;         ///< `<plugin id>.<verb>_<thing>`, unique in the process
  std::string description;  ///< one sentence for operators
  Schedule schedule;
  JobFunction function;
  JobScope scope = JobScope::kOncePerCluster;
  MissedRuns missed = MissedRuns::kOnce;
  int catch_up_max = 288;  ///< of kEach; older due instants are dropped with a warning
};

/// Runs jobs. The kernel removes a plugin's jobs before `stop()` and waits for runs under way;
/// while a plugin is switched off its jobs don't run. `need<Scheduler>()` succeeds in the core
/// role; kernel-owned.
class ITOPS_EXPORT Scheduler {
 public:
  static constexpr std::string_view kInterfaceId = "itops.scheduler/1";

  /// Registers a job. Throws Error(kConflict, "job_duplicate") for a taken name, Error(kInvalid,
  /// "job_name"), Error(kInvalid, "schedule_invalid") or Error(kInvalid, "time_zone_unknown") for
  /// what can't be right. First due after the start is complete. [main], in start() only.
  virtual void add(Job job) = 0;

 protected:
  ~Scheduler() = default;
};

}  // namespace itops
