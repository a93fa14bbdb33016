#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "audit/audit_trail.hpp"
#include "database/ingest/replica.hpp"
#include "ingest/silence_job.hpp"
#include "registry/registry_service.hpp"
#include "support/caller_request.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

class SilenceTest : public testing::Test {
 protected:
  /// Runs the job `offset` seconds after noon; returns how many services changed.
  std::int64_t runAt(int offset) {
    clock_.set(at(offset));
    return ingest::SilenceJob(database_.pool(), replica_.events(), clock_, {}, database_.logger())
        .run();
  }
  /// `status time` of what silence said.
  std::vector<std::string> events() {
    return database_.values(
        "SELECT status || ' ' || to_char(occurred_at, 'HH24:MI:SS') FROM "
        "kernel.service_status_events WHERE cause = 'silence' ORDER BY id");
  }
  std::string status() { return database_.value("SELECT status FROM kernel.service_state"); }
  void addOutage(const std::string& from, const std::string& to) {
    database_.run("INSERT INTO kernel.platform_outage VALUES ('2026-03-01 " + from +
                  "+00', '2026-03-01 " + to + "+00')");
  }

  CatalogDatabase database_;
  Replica replica_{database_};
  ManualClock clock_{kNoon};
};

TEST_F(SilenceTest, MakesAServiceUnknownAfterTwoMinutes) {  // SLA-104
  replica_.push({});
  EXPECT_EQ(runAt(119), 0);
  EXPECT_EQ(runAt(120), 1);
  EXPECT_EQ(status(), "5");
  EXPECT_THAT(events(), ElementsAre("5 12:02:00"));
  EXPECT_EQ(runAt(180), 0) << "once";
}

TEST_F(SilenceTest, MakesAServiceDownAfterFiveMinutes) {  // SLA-105
  replica_.push({});
  runAt(150);
  EXPECT_EQ(runAt(299), 0);
  EXPECT_EQ(runAt(300), 1);
  EXPECT_EQ(status(), "3");
  EXPECT_THAT(events(), ElementsAre("5 12:02:00", "3 12:05:00"));
  EXPECT_EQ(runAt(100'000), 0) << "once";
}

TEST_F(SilenceTest, IsDatedWhenItWasDueHoweverLateTheJobRuns) {  // SLA-103
  replica_.push({});
  EXPECT_EQ(runAt(3'600), 1);
  EXPECT_THAT(events(), ElementsAre("5 12:02:00", "3 12:05:00"));
  EXPECT_EQ(database_.value("SELECT concat(status_since, ' ', revision) FROM kernel.service_state"),
            "2026-03-01 12:05:00+00 4");
}

TEST_F(SilenceTest, CountsFromTheNewestPush) {
  replica_.push({});
  replica_.push({.at = 100});
  EXPECT_EQ(runAt(219), 0);
  EXPECT_EQ(runAt(220), 1);
}

TEST_F(SilenceTest, IsNotWhatAPushEachThirtySecondsIs) {  // SLA-94
  for (int at = 0; at <= 600; at += 30) {
    replica_.push({.at = at});
    EXPECT_EQ(runAt(at + 29), 0);
  }
  EXPECT_EQ(status(), "1");
}

TEST_F(SilenceTest, WritesNoSnapshot) {
  replica_.push({});
  runAt(3'600);
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "1");
}

TEST_F(SilenceTest, EndsWithAFreshPush) {  // SLA-108
  replica_.push({.status = "DEGRADED"});
  runAt(300);
  replica_.push({.status = "DEGRADED", .at = 310});
  EXPECT_EQ(status(), "2");
  EXPECT_EQ(runAt(429), 0) << "the clock starts anew";
  EXPECT_EQ(runAt(430), 1);
}

TEST_F(SilenceTest, LeavesServicesAloneThatNobodyPushed) {  // SLA-106
  database_.run(
      "INSERT INTO kernel.node (path) VALUES ('a/b/c/d'); "
      "INSERT INTO kernel.service (node_id, created_at, uuid, path, name, source, "
      "display_name) SELECT id, '2026-01-01', gen_random_uuid(), path || '/e', 'e', "
      "'agent', 'E' FROM kernel.node; "
      "INSERT INTO kernel.service_state (service_id, status, status_since, last_seen_at) "
      "SELECT id, 1, '2026-01-01', '2026-01-01' FROM kernel.service");
  EXPECT_EQ(runAt(100'000), 0);
  EXPECT_EQ(status(), "1");
}

TEST_F(SilenceTest, DoesNotOverrideMaintenance) {
  replica_.push({.status = "MAINTENANCE"});
  EXPECT_EQ(runAt(100'000), 0);
  EXPECT_EQ(status(), "4");
}

TEST_F(SilenceTest, LeavesArchivedServicesAlone) {
  const auto id = *Uuid::parse(replica_.push({}).text("id"));
  audit::AuditTrail audit(clock_);
  registry::RegistryService(database_.pool(), audit, clock_, {}).archive(CallerRequest(), id);
  EXPECT_EQ(runAt(100'000), 0);
}

TEST_F(SilenceTest, UsesTheServicesOwnThresholds) {
  replica_.push({.more = R"("expectedIntervalSeconds":900)"});
  EXPECT_EQ(runAt(1'799), 0);
  EXPECT_EQ(runAt(4'500), 1);
  EXPECT_THAT(events(), ElementsAre("5 12:30:00", "3 13:15:00"));
}

TEST_F(SilenceTest, StopsItsClockWhileThePlatformWasAway) {
  replica_.push({});
  addOutage("12:01:00", "12:11:00");
  EXPECT_EQ(runAt(719), 0);
  EXPECT_EQ(runAt(720), 1);
  EXPECT_EQ(runAt(900), 1);
  EXPECT_THAT(events(), ElementsAre("5 12:12:00", "3 12:15:00"));
  EXPECT_EQ(runAt(2'000), 0) << "its own DOWN comes late, and still ends the matter";
}

TEST_F(SilenceTest, HandlesMoreServicesThanOneStepHolds) {
  std::vector<Report> reports;
  for (int i = 0; i < 1'203; ++i) reports.push_back({.service = "s" + std::to_string(i)});
  replica_.together(reports);
  EXPECT_EQ(runAt(300), 1'203);
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_state WHERE status = 3"), "1203");
  EXPECT_EQ(events().size(), 2U * 1'203);
}

TEST_F(SilenceTest, IsSkippedWhileAnotherReplicaRunsIt) {
  replica_.push({});
  constexpr Statement kLock{"test.silence_lock",
                            "SELECT pg_advisory_xact_lock(hashtext('itops.silence'))"};
  database_.pool().transact([&](Transaction& transaction) {
    transaction.run(kLock);
    EXPECT_EQ(runAt(300), 0);
  });
  EXPECT_EQ(runAt(300), 1);
}

TEST_F(SilenceTest, SaysEverythingOnceWhenReplicasRunItTogether) {
  std::vector<Report> reports;
  for (int i = 0; i < 700; ++i) reports.push_back({.service = "s" + std::to_string(i)});
  replica_.together(reports);
  std::int64_t changed = 0;
  std::int64_t changed_there = 0;
  std::thread other([&] { changed_there = runAt(300); });
  changed = runAt(300);
  other.join();
  changed += changed_there + runAt(300);
  EXPECT_EQ(changed, 700);
  EXPECT_EQ(events().size(), 1'400U);
}

TEST_F(SilenceTest, AndPushesAtOnceLeaveAConsistentHistory) {
  for (int i = 0; i < 20; ++i) replica_.push({.service = "s" + std::to_string(i)});
  std::thread pusher([&] {
    for (int i = 0; i < 400; ++i) {
      replica_.push({.service = "s" + std::to_string(i % 20), .at = i});
    }
  });
  ingest::SilenceJob job(database_.pool(), replica_.events(), clock_, {}, database_.logger());
  for (int i = 0; i < 60; ++i) {
    clock_.set(at(130 + 5 * i));
    job.run();
  }
  pusher.join();
  EXPECT_THAT(
      database_.values("SELECT id FROM (SELECT id, previous_status, lag(status) OVER (PARTITION BY "
                       "service_id ORDER BY id) AS before FROM kernel.service_status_events) AS e "
                       "WHERE previous_status <> before"),
      IsEmpty());
}

}  // namespace
}  // namespace itops::test
