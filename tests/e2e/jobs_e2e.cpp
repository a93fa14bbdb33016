// Jobs of three cores on one PostgreSQL, by their routes, while leaders are killed under load.

#include <gmock/gmock.h>

#include <memory>

#include "database/postgres_database.hpp"
#include "e2e/eventually.hpp"
#include "e2e/push_load.hpp"
#include "support/postgres_fixture.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {
namespace {

using std::chrono::seconds;
using testing::IsEmpty;

constexpr const char* kJob = "kernel.detect_silence";
constexpr auto kTakeOverMax = seconds(5);

// Every change of a run's outcome, which the table itself keeps for the newest run only.
constexpr const char* kWatchRuns = R"(
CREATE TABLE run_log (name text, due_at timestamptz, attempt int, epoch bigint, outcome text);
CREATE FUNCTION log_run() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO run_log VALUES (NEW.name, NEW.run_due_at, NEW.run_attempt, NEW.run_epoch, NEW.outcome);
  RETURN NEW;
END $$;
CREATE TRIGGER log_run AFTER UPDATE OF outcome ON kernel.job FOR EACH ROW EXECUTE FUNCTION log_run();
)";
constexpr Statement kSucceeded{"test.succeeded", R"(
SELECT count(*) AS runs FROM run_log WHERE name = $1 AND outcome = 'succeeded' AND epoch >= $2)"};
constexpr Statement kTwice{"test.twice", R"(
SELECT name || ' ' || due_at || ' ' || outcome AS run FROM run_log
GROUP BY name, due_at, outcome, CASE WHEN outcome = 'running' THEN attempt END
HAVING count(*) > 1)"};
constexpr Statement kEpoch{"test.epoch", "SELECT epoch FROM kernel.scheduler_leader"};

class Jobs : public testing::Test {
 protected:
  Jobs() {
    Environment environment = externalDatabase(options_);
    environment["ITOPS_SILENCE_INTERVAL"] = "1s";
    for (auto& core : cores_) {
      core = std::make_unique<CoreProcess>(environment);
      core->start();
    }
    database_.runScript(kWatchRuns);
  }

  static json::value jobsOf(const CoreProcess& core) {
    return ApiClient(core).get("/api/v1/jobs").body;
  }
  static bool leads(const CoreProcess& core) {
    const json::value leader = jobsOf(core).at("leader");
    return leader.is_object() && leader.at("isThisReplica").as_bool();
  }
  /// The core that leads, once one does.
  std::unique_ptr<CoreProcess>& leader() {
    std::unique_ptr<CoreProcess>* found = nullptr;
    eventually([&] {
      for (auto& core : cores_) {
        if (core && leads(*core)) found = &core;
      }
      return found != nullptr;
    });
    return found == nullptr ? throw std::runtime_error("nobody leads") : *found;
  }
  CoreProcess& follower() {
    for (auto& core : cores_) {
      if (core && !leads(*core)) return *core;
    }
    throw std::runtime_error("nobody follows");
  }
  std::int64_t epoch() { return database_.run(kEpoch)[0].integer("epoch"); }
  /// Runs of the silence job under that epoch or a later one.
  std::int64_t runsSince(std::int64_t epoch) {
    return database_.run(kSucceeded, kJob, epoch)[0].integer("runs");
  }
  /// Kills the leader; how long no job was run after that.
  std::chrono::milliseconds killLeader() {
    const std::int64_t before = epoch();
    auto& killed = leader();
    const auto begun = std::chrono::steady_clock::now();
    killed->kill9();
    killed.reset();
    EXPECT_TRUE(eventually([&] { return runsSince(before + 1) > 0; }));
    const auto idle = std::chrono::steady_clock::now() - begun;
    return std::chrono::duration_cast<std::chrono::milliseconds>(idle);
  }

  DatabaseOptions options_ = PostgresFixture::freshDatabase();
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase database_{options_, logger_, metrics_};
  std::array<std::unique_ptr<CoreProcess>, 3> cores_;
};

// Slow: two replicas under load, of which one is killed.
TEST_F(Jobs, GoOnOnAnotherReplicaWithinSecondsWhenTheLeaderIsKilledUnderLoad) {
  leader();
  ASSERT_TRUE(eventually([this] { return runsSince(0) >= 2; }));
  PushLoad load_on_follower(follower(), std::string(kNode) + "f", 4);
  PushLoad load_on_leader(*leader(), std::string(kNode) + "l", 4);
  ASSERT_TRUE(load_on_follower.awaitAcknowledged(500));
  ASSERT_TRUE(load_on_leader.awaitAcknowledged(500));
  const auto idle = killLeader();
  std::cout << "no job ran for " << idle.count() << " ms\n";
  EXPECT_LT(idle, kTakeOverMax);
  load_on_leader.stop();
  load_on_follower.stop();
  const std::int64_t now = epoch();
  EXPECT_TRUE(eventually([&] { return runsSince(now) >= 3; }));
  EXPECT_LT(killLeader(), kTakeOverMax) << "the last one goes on alone";
  for (const auto row : database_.run(kTwice)) ADD_FAILURE() << "twice: " << row.text("run");
}

TEST_F(Jobs, RunOnTheLeaderWhenAFollowerIsAsked) {
  leader();
  const std::string keys = "kernel.delete_idempotency_keys";
  const ApiClient api(follower());
  const auto job = [&] {
    const json::value jobs = api.get("/api/v1/jobs").body;
    for (const json::value& item : jobs.at("items").as_array()) {
      if (textOf(item.at("name")) == keys) return item;
    }
    throw std::runtime_error("no such job");
  };
  EXPECT_EQ(textOf(job().at("schedule")), "every 1h");
  const Answer asked = api.call("POST", "/api/v1/jobs/" + keys + "/run");
  EXPECT_EQ(asked.status, 202);
  EXPECT_TRUE(eventually([&] {
    const json::value run = job().at("lastRun");
    return run.is_object() && run.at("dueAt") == asked["requestedAt"] &&
           run.at("outcome") == json::value("succeeded");
  }));
  EXPECT_EQ(job().at("lastRun").at("replica"), jobsOf(follower()).at("leader").at("replica"));
  EXPECT_EQ(api.call("POST", "/api/v1/jobs/kernel.nothing/run").status, 404);
}

}  // namespace
}  // namespace itops::test
