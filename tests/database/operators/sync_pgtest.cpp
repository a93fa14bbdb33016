// What whole syncs of agents leave in the database.

#include <gmock/gmock.h>

#include <thread>

#include "database/operators/agent_fixture.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

class SyncTest : public AgentTest {
 protected:
  std::vector<std::string> snapshots() {
    return database_.values(
        "SELECT extract(epoch FROM observed_at - '2026-03-01T12:00:00Z')::integer || ' ' || status "
        "FROM sla.sla_snapshots ORDER BY observed_at, status");
  }
};

// SLA-07
TEST_F(SyncTest, MakesServicesOfTheAgentAndKeepsWhatItSaw) {
  const auto outcome = report("db", "DEGRADED", 0, R"("replicas":3,"readyReplicas":2)");
  EXPECT_TRUE(outcome.created);
  EXPECT_EQ(outcome.status, Status::kDegraded);
  EXPECT_EQ(database_.value("SELECT source FROM kernel.service"), "agent");
  EXPECT_THAT(snapshots(), ElementsAre("0 2"));
  EXPECT_EQ(database_.value("SELECT replicas || '/' || ready_replicas "
                            "FROM kernel.service_declaration"),
            "3/2");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"), "1");
}

// START-40
TEST_F(SyncTest, OfUnchangedServicesWritesTimesOnly) {
  report("db", "OPERATIONAL");
  const auto again = report("db", "OPERATIONAL", 30);
  EXPECT_FALSE(again.created);
  EXPECT_EQ(database_.value("SELECT last_observed_at = last_seen_at "
                            "AND last_seen_at = '2026-03-01T12:00:30Z' FROM kernel.service_state"),
            "true");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"), "1");
  EXPECT_THAT(snapshots(), ElementsAre("0 1", "30 1"));
}

TEST_F(SyncTest, SeesWhatAPushChangedInBetween) {
  report("db", "OPERATIONAL");
  report("db", "OPERATIONAL", 30);
  replica_.push({.service = "db", .status = "DOWN", .at = 40});
  report("db", "OPERATIONAL", 60);
  EXPECT_EQ(statusOf("db"), "1");
  EXPECT_EQ(database_.value("SELECT string_agg(cause, ' ' ORDER BY id) "
                            "FROM kernel.service_status_events"),
            "created push agent");
}

TEST_F(SyncTest, OlderThanTheNewestOfItsNodeIsHistory) {
  report("db", "OPERATIONAL", 60);
  sync(
      kNode,
      R"("observedAt":"2026-03-01T12:00:30Z","services":[{"name":"db","status":"DOWN","slaGroup":"g"},
          {"name":"other","status":"DOWN"}])",
      90);
  EXPECT_EQ(statusOf("db"), "1");
  EXPECT_EQ(statusOf("other"), "5") << "a service that history makes begins UNKNOWN";
  EXPECT_THAT(snapshots(), ElementsAre("30 3", "30 3", "60 1"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_group_member"), "0");
}

TEST_F(SyncTest, TwiceTheSameTellsNothingTwice) {
  for (int i = 0; i < 3; ++i) {
    sync(kNode, R"("observedAt":"2026-03-01T12:00:00Z","services":[{"name":"db","status":"DOWN"}])",
         i);
  }
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"), "1");
}

// SLA-49
TEST_F(SyncTest, ADeclaredServiceThatAPushMadeBecomesTheAgents) {
  replica_.push({.service = "db"});
  report("db", "OPERATIONAL", 30);
  EXPECT_EQ(database_.value("SELECT source || count(*) OVER () FROM kernel.service"), "agent1");
}

TEST_F(SyncTest, ADeclarationIsKeptUntilGitSaysOtherwise) {
  operators::SyncReport declared;
  declared.node_path = kNode;
  declared.received_at = declared.observed.at = at(0);
  operators::ServiceReport service;
  ingest::Warnings warnings;
  service.declared = operators::readDeclaration(
      boost::json::parse(R"({"path":"org/infra/prod/rack/db","team":"data","slaGroup":"g",
        "backup":{"expected":true,"maxAgeDays":0.5,"schedule":"0 2 * * *"},
        "dependencies":{"requires":[{"path":"org/infra/prod/rack/disk"}]}})")
          .as_object(),
      "", "", warnings);
  declared.services.push_back(service);
  EXPECT_TRUE(writer_.declare(declared).front().created);
  report("db", "OPERATIONAL", 30);
  EXPECT_EQ(database_.value("SELECT backup_expected || ' ' || backup_max_age_days || ' ' || "
                            "backup_schedule || requires::text FROM kernel.service_declaration"),
            "true 0.5 0 2 * * *[{\"path\": \"org/infra/prod/rack/disk\"}]");
  const auto since =
      database_.value("SELECT backup_expected_since FROM kernel.service_declaration");
  declared.received_at = at(60);
  writer_.declare(declared);
  EXPECT_EQ(database_.value("SELECT backup_expected_since FROM kernel.service_declaration"), since);
  declared.services.front().declared.backup = {};
  declared.received_at = at(90);
  writer_.declare(declared);
  EXPECT_EQ(database_.value("SELECT backup_expected FROM kernel.service_declaration"), "null");
  EXPECT_EQ(database_.value("SELECT backup_expected_since FROM kernel.service_declaration"),
            "null");
}

TEST_F(SyncTest, AHeartbeatIsASignOfLifeAndKeepsTheVersion) {
  sync(kNode, R"("operatorVersion":"1.4.1")");
  writer_.noteAlive(kNode, "", at(45));
  EXPECT_EQ(database_.value("SELECT operator_version || ' ' || last_heartbeat_at || ' ' || "
                            "last_sync_at FROM kernel.operator_node"),
            "1.4.1 2026-03-01 12:00:45+00 2026-03-01 12:00:00+00");
}

TEST_F(SyncTest, NodesAndPushesThatWriteTheSameServicesAtOnceLoseNothing) {
  constexpr int kRounds = 30;
  std::string services;
  for (int i = 0; i < 20; ++i) {
    services += std::string(i == 0 ? "" : ",") + R"({"path":"org/infra/prod/rack/s)" +
                std::to_string((i * 7) % 20) + R"(","status":"OPERATIONAL"})";
  }
  const auto agent = [&](const std::string& node) {
    for (int round = 0; round < kRounds; ++round) {
      sync(node, "\"services\":[" + services + "]", round);
    }
  };
  std::thread first(agent, "org/infra/prod/one");
  std::thread second(agent, "org/infra/prod/two");
  for (int round = 0; round < kRounds; ++round) {
    std::vector<Report> reports;
    for (int i = 19; i >= 0; --i)
      reports.push_back({"s" + std::to_string(i), "OPERATIONAL", round});
    replica_.together(reports);
  }
  first.join();
  second.join();
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service"), "20");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"),
            std::to_string(3 * kRounds * 20));
}

}  // namespace
}  // namespace itops::test
