#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "itops/plugin.hpp"
#include "itops/scheduler.hpp"
#include "itops/testing/clock.hpp"
#include "itops/testing/schedule.hpp"

namespace itops::test {

/// One run, as a test wants it.
class FakeJobRun final : public JobRun {
 public:
  explicit FakeJobRun(Timestamp due_at) : due_at_(due_at) {}

  Timestamp dueAt() const override { return due_at_; }
  bool shouldStop() const override { return stop_; }
  /// Throws Error(kUnavailable, "leadership_lost") after loseLeadership().
  void fence(Transaction& transaction) const override;

  /// From now on shouldStop() is true.
  void askToStop() { stop_ = true; }
  /// From now on fence() throws and shouldStop() is true, as when another replica leads.
  void loseLeadership() { stop_ = leadership_lost_ = true; }

 private:
  Timestamp due_at_;
  bool stop_ = false;
  bool leadership_lost_ = false;
};

/// A scheduler that runs jobs only when a test says so, on the test's thread. What a job throws
/// reaches the test. Time zones other than UTC are taken for UTC. One thread at a time.
class FakeScheduler final : public Scheduler {
 public:
  /// The clock and `info` outlive this object; runUntil() moves the clock.
  FakeScheduler(const PluginInfo& info, FakeClock& clock) : info_(info), clock_(clock) {}

  /// See Scheduler::add; time zones are not looked up.
  void add(Job job) override;

  /// Runs a job now, as a person would ask for it. Throws std::out_of_range for an unknown name.
  void run(std::string_view name);
  /// The same with a run of the test's own.
  void run(std::string_view name, JobRun& run);

  /// Moves the clock from due instant to due instant up to `end` and runs each job that is due, in
  /// order of time and then of registration. Returns how many runs there were.
  int runUntil(Timestamp end);

  /// The next instant after the clock's now at which the job is due; Timestamp::max() for never.
  Timestamp nextDue(std::string_view name) const;

  const std::vector<Job>& jobs() const { return jobs_; }

 private:
  const Job& jobOf(std::string_view name) const;

  const PluginInfo& info_;
  FakeClock& clock_;
  std::vector<Job> jobs_;
};

}  // namespace itops::test
