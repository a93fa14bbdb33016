// Two replicas on one database: who runs the jobs of the cluster, and what becomes of one who
// doesn't know yet that it is somebody else.

#include <gtest/gtest.h>

#include "database/scheduler/job_replica.hpp"

namespace itops::test {
namespace {

using std::chrono::milliseconds;
using std::chrono::minutes;

constexpr Statement kEndLeader{"test.end_leader", R"(
SELECT pg_terminate_backend(backend_pid) AS ended FROM kernel.scheduler_leader)"};
constexpr Statement kTakeOverWaits{"test.take_over_waits", R"(
SELECT count(*) AS waiting FROM pg_stat_activity
WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%scheduler_leader SET epoch%')"};

/// A leader that looks after its session so seldom that it doesn't notice losing it.
constexpr ReplicaPace kUnaware{.leader_check = std::chrono::hours(1)};

class LeadershipTest : public testing::Test {
 protected:
  /// A leads, B waits.
  void startBoth() {
    a_.start();
    ASSERT_TRUE(becomesTrue([this] { return a_.leads(); }));
    b_.start();
  }
  void endSessionOfLeader() { EXPECT_TRUE(shared_.pool().run(kEndLeader)[0].boolean("ended")); }

  Barrier barrier_;
  SharedJobs shared_;
  JobReplica a_{shared_, "a", kUnaware};
  JobReplica b_{shared_, "b"};
};

TEST_F(LeadershipTest, LetsOneReplicaRunAJobForEachDueInstant) {
  a_.add(a_.writingJob());
  b_.add(b_.writingJob());
  startBoth();
  std::string expected;
  for (int minute = 1; minute <= 5; ++minute) {
    // A job that was first seen counts from then on.
    ASSERT_TRUE(becomesTrue([&] {
      return b_.status().next_run_at > shared_.clock().now() &&
             shared_.value("SELECT count(*) AS value FROM kernel.job") == "1";
    }));
    shared_.clock().advance(minutes(1));
    expected += (expected.empty() ? "" : ", ") + clockText(shared_.clock().now()) + " a";
    ASSERT_TRUE(becomesTrue([&] { return shared_.runs() == expected; })) << shared_.runs();
  }
  EXPECT_FALSE(b_.leads());
  EXPECT_TRUE(
      b_.metrics().find("itops_job_runs_total{job=\"test.write_run\",outcome=\"succeeded\"} 0") !=
      std::string::npos);
}

TEST_F(LeadershipTest, PassesToAnotherReplicaWhenTheLeadersSessionEnds) {
  a_.add(a_.writingJob());
  b_.add(b_.writingJob());
  startBoth();
  EXPECT_EQ(shared_.epoch(), "1");
  ASSERT_TRUE(becomesTrue(
      [&] { return shared_.value("SELECT name AS value FROM kernel.job") == "test.write_run"; }));
  endSessionOfLeader();
  ASSERT_TRUE(becomesTrue([this] { return b_.leads(); }));
  EXPECT_EQ(shared_.epoch(), "2");
  EXPECT_EQ(b_.scheduler().leader().replica, "b");
  EXPECT_TRUE(a_.leads()) << "it doesn't know yet";
  shared_.clock().advance(minutes(1));
  ASSERT_TRUE(becomesTrue([this] { return shared_.runs() != "null"; }));
  EXPECT_EQ(shared_.runs(), "12:01 b") << "the epoch keeps the former leader from claiming it";
}

TEST_F(LeadershipTest, LetsNoWriteOfAFormerLeaderHappen) {
  Job job = a_.writingJob();
  std::string error;
  job.function = [&](JobRun& run) {
    barrier_.pass();
    error = errorOf([&] { JobReplica::writeRun(run, "a", a_.pool()); });
  };
  a_.add(job);
  b_.add(b_.writingJob());
  startBoth();
  ASSERT_TRUE(becomesTrue(
      [&] { return shared_.value("SELECT name AS value FROM kernel.job") == "test.write_run"; }));
  shared_.clock().advance(minutes(1));
  ASSERT_TRUE(barrier_.awaitSomebody());
  endSessionOfLeader();
  ASSERT_TRUE(becomesTrue([this] { return b_.leads(); }));
  barrier_.open();
  ASSERT_TRUE(becomesTrue([this] { return shared_.runs() != "null"; }));
  a_.stop();
  EXPECT_EQ(error, "unavailable leadership_lost");
  EXPECT_EQ(shared_.runs(), "12:01 b") << "the new leader repeats what was not finished";
  EXPECT_EQ(b_.outcome(), "succeeded") << "the end of the former leader's run is not recorded";
}

TEST_F(LeadershipTest, WaitsForAFencedTransactionUnderWay) {
  Job job = a_.writingJob();
  job.function = [&](JobRun& run) {
    a_.pool().transact([&](Transaction& transaction) {
      run.fence(transaction);
      barrier_.pass();
      transaction.run(Statement{"test.insert", "INSERT INTO run (due_at, replica) VALUES ($1, $2)"},
                      run.dueAt(), "a");
    });
  };
  a_.add(job);
  startBoth();
  ASSERT_TRUE(becomesTrue(
      [&] { return shared_.value("SELECT name AS value FROM kernel.job") == "test.write_run"; }));
  shared_.clock().advance(minutes(1));
  ASSERT_TRUE(barrier_.awaitSomebody());
  endSessionOfLeader();
  ASSERT_TRUE(becomesTrue(
      [this] { return shared_.pool().run(kTakeOverWaits)[0].integer("waiting") == 1; }));
  EXPECT_FALSE(b_.leads());
  barrier_.open();
  EXPECT_TRUE(becomesTrue([this] { return b_.leads(); }));
  EXPECT_EQ(shared_.runs(), "12:01 a") << "what the former leader began under its epoch counts";
}

TEST_F(LeadershipTest, IsTakenFromALeaderThatHangs) {
  JobReplica eager(shared_, "eager", {.lease = milliseconds(300)});
  a_.start();
  ASSERT_TRUE(becomesTrue([this] { return a_.leads(); }));
  eager.start();
  EXPECT_TRUE(becomesTrue([&] { return eager.leads(); }));
  EXPECT_EQ(shared_.epoch(), "2");
  EXPECT_TRUE(eager.logger().contains(LogLevel::kWarning, "did not answer and was ended"));
}

TEST_F(LeadershipTest, IsKeptByALeaderThatRenewsIt) {
  JobReplica lively(shared_, "lively", {.lease = milliseconds(300)});
  JobReplica eager(shared_, "eager", {.lease = milliseconds(300)});
  lively.start();
  ASSERT_TRUE(becomesTrue([&] { return lively.leads(); }));
  eager.start();
  const std::string renewals =
      "SELECT renewed_at > acquired_at + interval '1 second' AS value FROM kernel.scheduler_leader";
  EXPECT_TRUE(becomesTrue([&] { return shared_.value(renewals) == "t"; }));
  EXPECT_EQ(shared_.epoch(), "1");
}

TEST_F(LeadershipTest, PassesOnAtOnceWhenTheLeaderStops) {
  startBoth();
  a_.stop();
  EXPECT_TRUE(becomesTrue([this] { return b_.leads(); }));
  EXPECT_FALSE(a_.leads());
}

}  // namespace
}  // namespace itops::test
