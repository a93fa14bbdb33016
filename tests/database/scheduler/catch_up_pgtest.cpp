// What becomes of runs that were missed or not finished while core was down.

#include <gtest/gtest.h>

#include "database/scheduler/job_replica.hpp"

namespace itops::test {
namespace {

using std::chrono::minutes;

class CatchUpTest : public testing::Test {
 protected:
  /// Runs the job at 12:01 and goes down until 12:05:30.
  void runOnceThenStayDown(MissedRuns missed) {
    JobReplica replica(shared_, "first");
    startWith(replica, missed);
    shared_.clock().set(kNoon + minutes(1));
    ASSERT_TRUE(becomesTrue([&] { return replica.outcome() == "succeeded"; }));
    replica.stop();
    shared_.clock().set(kNoon + minutes(5) + std::chrono::seconds(30));
  }
  /// Starts a replica with the job and waits until it looked at it.
  void startWith(JobReplica& replica, MissedRuns missed,
                 Schedule schedule = Schedule::every(minutes(1))) {
    Job job = replica.writingJob();
    job.missed = missed;
    job.catch_up_max = 3;
    job.schedule = std::move(schedule);
    replica.add(job);
    replica.start();
    ASSERT_TRUE(becomesTrue([&] { return replica.leads(); }));
    ASSERT_TRUE(becomesTrue([&] {
      return shared_.value("SELECT schedule AS value FROM kernel.job") ==
             replica.status().definition->storedSchedule();
    }));
  }
  bool becomeRuns(const std::string& expected) {
    return becomesTrue([&] { return shared_.runs() == expected; });
  }

  SharedJobs shared_;
  JobReplica second_{shared_, "second"};
};

TEST_F(CatchUpTest, RunsOnceForAllMissedInstants) {
  runOnceThenStayDown(MissedRuns::kOnce);
  startWith(second_, MissedRuns::kOnce);
  EXPECT_TRUE(becomeRuns("12:01 first, 12:05 second")) << shared_.runs();
}

TEST_F(CatchUpTest, RunsForEachMissedInstantInOrderUpToTheLimit) {
  runOnceThenStayDown(MissedRuns::kEach);
  startWith(second_, MissedRuns::kEach);
  EXPECT_TRUE(becomeRuns("12:01 first, 12:03 second, 12:04 second, 12:05 second"))
      << shared_.runs();
  EXPECT_TRUE(second_.logger().contains(LogLevel::kWarning, "dropped=1"));
}

TEST_F(CatchUpTest, SkipsMissedInstantsWhenTheJobSaysSo) {
  runOnceThenStayDown(MissedRuns::kSkip);
  startWith(second_, MissedRuns::kSkip);
  shared_.clock().set(kNoon + minutes(6));
  EXPECT_TRUE(becomeRuns("12:01 first, 12:06 second")) << shared_.runs();
}

TEST_F(CatchUpTest, CountsANewJobFromTheInstantAtWhichItWasFirstSeen) {
  startWith(second_, MissedRuns::kEach);
  EXPECT_EQ(second_.status().record.covered_until, kNoon);
  EXPECT_EQ(second_.status().next_run_at, kNoon + minutes(1));
}

TEST_F(CatchUpTest, CountsAJobWithAnotherScheduleAnew) {
  runOnceThenStayDown(MissedRuns::kEach);
  startWith(second_, MissedRuns::kEach, Schedule::every(minutes(2)));
  shared_.clock().set(kNoon + minutes(6));
  EXPECT_TRUE(becomeRuns("12:01 first, 12:06 second")) << shared_.runs();
}

/// A leader that was killed leaves a run that began and never ended.
class InterruptedRunTest : public CatchUpTest {
 protected:
  void interruptRun(MissedRuns missed, int attempt) {
    runOnceThenStayDown(missed);
    shared_.pool().runScript(
        "UPDATE kernel.job SET outcome = 'running', finished_at = NULL, "
        "covered_until = '2026-03-01 12:05Z', run_due_at = '2026-03-01 12:05Z', "
        "run_attempt = " +
        std::to_string(attempt));
  }
};

TEST_F(InterruptedRunTest, IsRepeated) {
  interruptRun(MissedRuns::kOnce, 1);
  startWith(second_, MissedRuns::kOnce);
  EXPECT_TRUE(becomeRuns("12:01 first, 12:05 second")) << shared_.runs();
  EXPECT_TRUE(becomesTrue([this] { return second_.outcome() == "succeeded"; }));
  EXPECT_EQ(second_.status().record.run->attempt, 2);
}

TEST_F(InterruptedRunTest, IsNotRepeatedTwice) {
  interruptRun(MissedRuns::kOnce, 2);
  startWith(second_, MissedRuns::kOnce);
  EXPECT_TRUE(becomesTrue([this] { return second_.outcome() == "interrupted"; }));
  EXPECT_EQ(second_.status().record.run->error, "Replica first did not live to finish it.");
  shared_.clock().set(kNoon + minutes(6));
  EXPECT_TRUE(becomeRuns("12:01 first, 12:06 second")) << shared_.runs();
}

TEST_F(InterruptedRunTest, IsNotRepeatedByAJobThatSkips) {
  interruptRun(MissedRuns::kSkip, 1);
  startWith(second_, MissedRuns::kSkip);
  EXPECT_TRUE(becomesTrue([this] { return second_.outcome() == "interrupted"; }));
}

}  // namespace
}  // namespace itops::test
