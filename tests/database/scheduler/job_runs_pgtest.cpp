// Single jobs: asked for, failing, blocked, switched off, removed.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "database/scheduler/job_replica.hpp"

namespace itops::test {
namespace {

using std::chrono::minutes;
using testing::HasSubstr;

class JobRunsTest : public testing::Test {
 protected:
  Job replicaJob(const std::string& name, JobFunction function) {
    return {.name = name,
            .description = "Runs in each replica.",
            .schedule = Schedule::every(minutes(1)),
            .function = std::move(function),
            .scope = JobScope::kPerReplica};
  }
  /// Starts both and waits until A leads and knows the job.
  void start(JobReplica& replica) {
    replica.start();
    ASSERT_TRUE(becomesTrue([&] { return replica.leads(); }));
  }
  bool isStored() {
    return becomesTrue(
        [this] { return shared_.value("SELECT count(*) AS value FROM kernel.job") == "1"; });
  }

  Barrier barrier_;
  std::atomic<int> runs_ = 0;
  SharedJobs shared_;
  JobReplica a_{shared_, "a"};
  JobReplica b_{shared_, "b"};
};

TEST_F(JobRunsTest, RunOnTheLeaderWhenAFollowerIsAsked) {
  a_.add(a_.writingJob());
  b_.add(b_.writingJob());
  start(a_);
  b_.start();
  ASSERT_TRUE(isStored());
  shared_.clock().advance(std::chrono::seconds(30));
  const Timestamp asked_at = b_.scheduler().runNow("test.write_run");
  EXPECT_EQ(asked_at, shared_.clock().now());
  // Sooner than the leader would look unasked.
  EXPECT_TRUE(
      becomesTrue([this] { return shared_.runs() == "12:00 a"; }, std::chrono::seconds(10)));
  EXPECT_TRUE(becomesTrue([this] { return b_.outcome() == "succeeded"; }));
  EXPECT_EQ(b_.status().record.run->due_at, asked_at);
  EXPECT_EQ(b_.status().record.run_requested_at, std::nullopt);
  EXPECT_EQ(b_.status().next_run_at, kNoon + minutes(1)) << "the schedule stays";
}

TEST_F(JobRunsTest, PerReplicaRunInEachAndWhereTheyAreAskedFor) {
  std::atomic<int> of_b = 0;
  a_.add(replicaJob("test.count_up", [this](JobRun&) { ++runs_; }));
  b_.add(replicaJob("test.count_up", [&](JobRun&) { ++of_b; }));
  a_.start();
  b_.start();
  shared_.clock().advance(minutes(1));
  EXPECT_TRUE(becomesTrue([&] { return runs_ == 1 && of_b == 1; }));
  b_.scheduler().runNow("test.count_up");
  EXPECT_TRUE(becomesTrue([&] { return of_b == 2; }));
  EXPECT_EQ(runs_, 1);
  EXPECT_EQ(b_.status("test.count_up").record.run->replica, "b");
}

TEST_F(JobRunsTest, TellWhyTheyFailedAndGoOn) {
  Job job = a_.writingJob();
  job.function = [this](JobRun& run) {
    if (++runs_ == 1) throw Error(ErrorKind::kInternal, "disk_full", "No space left.", "df=0");
    JobReplica::writeRun(run, "a", a_.pool());
  };
  a_.add(job);
  start(a_);
  ASSERT_TRUE(isStored());
  shared_.clock().advance(minutes(1));
  ASSERT_TRUE(becomesTrue([this] { return a_.outcome() == "failed"; }));
  EXPECT_EQ(a_.status().record.run->error, "No space left.");
  EXPECT_TRUE(a_.logger().contains(LogLevel::kError, "error=No space left. detail=df=0"));
  shared_.clock().advance(minutes(1));
  EXPECT_TRUE(becomesTrue([this] { return shared_.runs() == "12:02 a"; }));
  ASSERT_TRUE(becomesTrue([this] { return a_.outcome() == "succeeded"; }));
  EXPECT_THAT(a_.metrics(),
              HasSubstr("itops_job_runs_total{job=\"test.write_run\",outcome=\"failed\"} 1"));
  EXPECT_THAT(a_.metrics(), HasSubstr("itops_job_last_success_timestamp_seconds{job=\"test.write_"
                                      "run\"} 1772366520"));
}

TEST_F(JobRunsTest, AreRecordedAsFailedWhateverTheyThrow) {
  a_.add(replicaJob("test.throw_number", [](JobRun&) { throw 7; }));
  a_.add(replicaJob("test.throw_secret", [](JobRun&) { throw std::runtime_error("table x"); }));
  a_.start();
  shared_.clock().advance(minutes(1));
  EXPECT_TRUE(becomesTrue([this] {
    return a_.outcome("test.throw_number") == "failed" &&
           a_.outcome("test.throw_secret") == "failed";
  }));
  EXPECT_EQ(a_.status("test.throw_secret").record.run->error, "The job failed; the log says why.");
}

TEST_F(JobRunsTest, ThatBlockHarmOnlyThemselves) {
  a_.add(replicaJob("test.block", [this](JobRun&) { barrier_.pass(); }));
  a_.add(replicaJob("test.count_up", [this](JobRun&) { ++runs_; }));
  a_.start();
  for (int minute = 1; minute <= 3; ++minute) {
    shared_.clock().advance(minutes(1));
    ASSERT_TRUE(barrier_.awaitSomebody());
    ASSERT_TRUE(becomesTrue([&] { return runs_ == minute; }));
  }
  EXPECT_TRUE(a_.status("test.block").running);
  EXPECT_EQ(a_.status("test.block").record.run->due_at, kNoon + minutes(1));
  barrier_.open();
}

TEST_F(JobRunsTest, DontTakePlaceWhileTheirOwnerIsSwitchedOff) {
  a_.add(a_.writingJob());
  a_.add(replicaJob("test.count_up", [this](JobRun&) { ++runs_; }));
  a_.setEnabled(false);
  start(a_);
  shared_.clock().advance(minutes(2));
  EXPECT_EQ(a_.status().next_run_at, std::nullopt);
  EXPECT_EQ(errorOf([this] { a_.scheduler().runNow("test.write_run"); }), "other job_switched_off");
  a_.setEnabled(true);
  EXPECT_TRUE(becomesTrue([this] { return runs_ == 1; })) << "once for what was missed";
  EXPECT_TRUE(isStored());
  EXPECT_EQ(shared_.runs(), "null") << "the cluster's job is seen only now";
}

TEST_F(JobRunsTest, AreWaitedForWhenTheirOwnerGoes) {
  std::atomic<bool> told = false;
  a_.add(replicaJob("test.wait", [&](JobRun& run) {
    barrier_.open();
    told = becomesTrue([&] { return run.shouldStop(); });
    ++runs_;
  }));
  a_.start();
  shared_.clock().advance(minutes(1));
  barrier_.pass();
  a_.scheduler().removeOwner("test");
  EXPECT_EQ(runs_, 1);
  EXPECT_TRUE(told);
  EXPECT_EQ(errorOf([this] { a_.scheduler().runNow("test.wait"); }), "other job_not_found");
}

TEST_F(JobRunsTest, ThatNeverEndAreLeftToThemselvesAtTheDrainLimit) {
  JobReplica impatient(shared_, "impatient", {.drain_limit = std::chrono::milliseconds(50)});
  impatient.add(replicaJob("test.block", [this](JobRun&) {
    barrier_.pass();
    ++runs_;
  }));
  impatient.start();
  shared_.clock().advance(minutes(1));
  ASSERT_TRUE(barrier_.awaitSomebody());
  impatient.stop();
  EXPECT_TRUE(impatient.logger().contains(LogLevel::kError, "did not end within the drain limit"));
  barrier_.open();
  EXPECT_TRUE(becomesTrue([this] { return runs_ == 1; })) << "the thread goes on";
}

TEST_F(JobRunsTest, SurviveALostDatabaseConnection) {
  a_.add(a_.writingJob());
  start(a_);
  ASSERT_TRUE(isStored());
  shared_.pool().runScript(
      "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity "
      "WHERE datname = current_database() AND pid <> pg_backend_pid()");
  shared_.clock().advance(minutes(1));
  EXPECT_TRUE(becomesTrue([this] { return a_.outcome() == "succeeded"; }));
  EXPECT_EQ(shared_.runs(), "12:01 a");
}

TEST_F(JobRunsTest, AreRefusedUnderNamesThatCantBeRight) {
  const auto refusal = [this](const std::string& name) {
    return errorOf([&] { a_.add(replicaJob(name, [](JobRun&) {})); });
  };
  EXPECT_EQ(refusal("test.fine_2"), "nothing was thrown");
  EXPECT_EQ(refusal("test.fine_2"), "other job_duplicate");
  for (const char* name : {"", "test", "test.", "other.run", "test.Run", "test.a-b", "test.a.b"}) {
    EXPECT_EQ(refusal(name), "other job_name") << name;
  }
  EXPECT_EQ(refusal("test." + std::string(100, 'x')), "other job_name");
  EXPECT_EQ(errorOf([this] { a_.add(replicaJob("test.nothing", nullptr)); }), "other job_invalid");
  a_.start();
  EXPECT_EQ(refusal("test.late"), "other job_late");
}

}  // namespace
}  // namespace itops::test
