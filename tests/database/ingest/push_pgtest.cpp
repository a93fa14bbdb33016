#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "audit/audit_trail.hpp"
#include "database/ingest/replica.hpp"
#include "ingest/silence_job.hpp"
#include "registry/registry_service.hpp"
#include "support/caller_request.hpp"
#include "time/manual_clock.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;

class PushTest : public testing::Test {
 protected:
  /// Sends a push and tells whether it went the short way, on which no service is read.
  bool touches(const Report& report) {
    replica_.database().takeStatements();
    replica_.push(report);
    const auto statements = replica_.database().takeStatements();
    return std::none_of(statements.begin(), statements.end(),
                        [](const std::string& name) { return name.starts_with("registry."); });
  }
  std::string state(const std::string& column) {
    return database_.value("SELECT " + column + " FROM kernel.service_state");
  }

  CatalogDatabase database_;
  Replica replica_{database_};
};

TEST_F(PushTest, OfANewServiceMakesEverythingThatItNeeds) {  // PUSH-02 SLA-90
  const auto answer = replica_.push({.service = "galera-node1",
                                     .status = "DEGRADED",
                                     .more = R"("message":"slow","slaGroup":"databases")"});
  EXPECT_EQ(answer.status, 201);
  EXPECT_EQ(answer.document.at("created"), true);
  EXPECT_EQ(database_.value("SELECT path FROM kernel.node"), kNode);
  EXPECT_EQ(database_.value("SELECT path || ' ' || display_name || ' ' || source FROM "
                            "kernel.service"),
            kNode + "/galera-node1 Galera Node1 external");
  EXPECT_EQ(database_.value("SELECT uuid FROM kernel.service"), answer.text("id"));
  EXPECT_EQ(state("status || ' ' || message || ' ' || status_since"),
            "2 slow 2026-03-01 12:00:00+00");
  EXPECT_EQ(database_.value("SELECT cause || ' ' || status FROM kernel.service_status_events"),
            "created 2");
  EXPECT_EQ(database_.value("SELECT g.name || ' ' || m.contributor FROM kernel.sla_groups AS g "
                            "JOIN kernel.sla_group_member AS m ON m.group_id = g.id"),
            "databases push");
  EXPECT_EQ(database_.value("SELECT status || ' ' || reporter || ' ' || hold_seconds || ' ' || "
                            "down_after_seconds FROM sla.sla_snapshots"),
            "2 1 120 300");
}

TEST_F(PushTest, ThatSaysTheSameMovesTimesAndMessageOnly) {  // PUSH-03
  replica_.push({.more = R"("slaGroup":"databases")"});
  const std::string untouched =
      "SELECT concat(s.xmin, ' ', m.xmin, ' ', g.xmin, ' ', st.revision) FROM kernel.service AS s, "
      "kernel.sla_group_member AS m, kernel.sla_groups AS g, kernel.service_state AS st";
  const auto before = database_.value(untouched);
  const auto answer =
      replica_.push({.at = 30, .more = R"("message":"fine","slaGroup":"databases")"});
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(database_.value(untouched), before);
  EXPECT_EQ(
      state("message || ' ' || last_seen_at || ' ' || last_observed_at || ' ' || silence_from"),
      "fine 2026-03-01 12:00:30+00 2026-03-01 12:00:30+00 2026-03-01 12:00:30+00");
  EXPECT_EQ(state("status_since"), "2026-03-01 12:00:00+00");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.service_status_events"), "1");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "2");
}

TEST_F(PushTest, ThatSaysTheSameDoesNotReadTheService) {
  replica_.push({});
  EXPECT_TRUE(touches({.at = 1}));
  EXPECT_TRUE(touches({.at = 2}));
}

TEST_F(PushTest, ThatChangesOnlyTheStatusDoesNotReadTheService) {
  replica_.push({});
  replica_.database().takeStatements();
  replica_.push({.status = "DOWN", .at = 1});
  replica_.push({.at = 2});
  EXPECT_THAT(replica_.database().takeStatements(),
              testing::Not(testing::Contains(testing::StartsWith("registry.lock"))));
  EXPECT_EQ(database_.value("SELECT status || ' ' || revision - (SELECT count(*) FROM "
                            "kernel.service_status_events) || ' ' || status_since "
                            "FROM kernel.service_state"),
            "1 1 2026-03-01 12:00:02+00");
  EXPECT_EQ(database_.value("SELECT string_agg(coalesce(previous_status::text, '-') || '>' || "
                            "status, ' ' ORDER BY id) FROM kernel.service_status_events"),
            "->1 1>3 3>1");
}

TEST_F(PushTest, AfterAnotherReplicaChangedTheStatusIsSeenAsAChange) {
  Replica other(database_);
  replica_.push({});
  other.push({.status = "DOWN", .at = 1});
  EXPECT_FALSE(touches({.at = 2}));
  EXPECT_THAT(database_.values("SELECT status FROM kernel.service_status_events ORDER BY id"),
              ElementsAre("1", "3", "1"));
  EXPECT_TRUE(touches({.at = 3})) << "the cache has not caught up";
}

TEST_F(PushTest, AfterAPatchIsStoredWithTheNewThresholds) {
  const auto id = replica_.push({}).text("id");
  ManualClock clock(at(1));
  audit::AuditTrail audit(clock);
  registry::RegistryService registry(database_.pool(), audit, clock, {});
  registry.patch(CallerRequest(), *Uuid::parse(id), {{"unknownAfterSeconds", 60}});
  EXPECT_FALSE(touches({.at = 2}));
  EXPECT_TRUE(touches({.at = 3}));
  EXPECT_THAT(database_.values("SELECT hold_seconds FROM sla.sla_snapshots ORDER BY observed_at"),
              ElementsAre("120", "60", "60"));
}

TEST_F(PushTest, AfterSilenceBringsTheReportedStatusBack) {  // SLA-108
  replica_.push({});
  ManualClock clock(at(121));
  ingest::SilenceJob silence(database_.pool(), replica_.events(), clock, {}, database_.logger());
  ASSERT_EQ(silence.run(), 1);
  ASSERT_EQ(state("status"), "5");
  EXPECT_FALSE(touches({.at = 130}));
  EXPECT_EQ(state("status"), "1");
  EXPECT_THAT(database_.values("SELECT cause FROM kernel.service_status_events ORDER BY id"),
              ElementsAre("created", "silence", "push"));
}

TEST_F(PushTest, OlderThanTheNewestObservationIsHistory) {
  replica_.push({.at = 10, .more = R"("message":"new")"});
  EXPECT_FALSE(
      touches({.at = 20, .more = R"("message":"old","observedAt":"2026-03-01T12:00:05Z")"}));
  EXPECT_EQ(state("message || ' ' || last_observed_at || ' ' || last_seen_at"),
            "new 2026-03-01 12:00:10+00 2026-03-01 12:00:20+00");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "2");
}

TEST_F(PushTest, WithAKeyIsNeverOnlyATouch) {
  replica_.push({});
  EXPECT_FALSE(touches({.at = 1, .more = R"("idempotencyKey":"k")"}));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.idempotency_key"), "1");
}

TEST_F(PushTest, OfAnUnknownServiceWithCreateFalseLeavesNothing) {
  const auto answer = replica_.push({.create = false});
  EXPECT_EQ(answer.status, 404);
  EXPECT_EQ(answer.text("code"), "service_not_found");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.node"), "0");
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "0");
}

TEST_F(PushTest, OfAKnownServiceWithCreateFalseIsStored) {
  replica_.push({});
  EXPECT_EQ(replica_.push({.at = 1, .create = false}).status, 200);
  EXPECT_EQ(Replica(database_).push({.at = 2, .create = false}).status, 200);
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "3");
}

TEST_F(PushTest, BringsAnArchivedServiceBackUnderItsId) {
  const auto first = replica_.push({});
  const auto id = *Uuid::parse(first.text("id"));
  ManualClock clock(at(10));
  audit::AuditTrail audit(clock);
  registry::RegistryService registry(database_.pool(), audit, clock, {});
  registry.archive(CallerRequest(), id);
  EXPECT_EQ(replica_.push({.at = 15, .create = false}).status, 404) << "archived counts as absent";

  const auto again = replica_.push({.status = "DOWN", .at = 20});
  EXPECT_EQ(again.text("id"), first.text("id"));
  EXPECT_EQ(again.document.at("created"), false);
  EXPECT_EQ(database_.value("SELECT archived_at FROM kernel.service"), "null");
  EXPECT_EQ(database_.value("SELECT archived_at || ' ' || revived_at FROM kernel.service_archival"),
            "2026-03-01 12:00:10+00 2026-03-01 12:00:20+00");
  EXPECT_EQ(state("status || ' ' || silence_from"), "3 2026-03-01 12:00:20+00");
}

}  // namespace
}  // namespace itops::test
