// SLA groups between nodes: who contributes, who is pruned, what becomes of abandoned groups.

#include <gmock/gmock.h>

#include "database/operators/agent_fixture.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kOne = "org/infra/prod/one";
const std::string kTwo = "org/infra/prod/two";

std::string member(const std::string& name, const std::string& group) {
  return R"({"name":")" + name + R"(","status":"OPERATIONAL")" +
         (group.empty() ? "" : R"(,"slaGroup":")" + group + "\"") + "}";
}

std::string services(const std::string& entries) {
  return "\"services\":[" + entries + "]";
}

class GroupSyncTest : public AgentTest {
 protected:
  /// `group service contributor` of each current membership.
  std::vector<std::string> members() {
    return database_.values(
        "SELECT g.name || ' ' || s.name || ' ' || m.contributor FROM kernel.sla_group_member AS m "
        "JOIN kernel.sla_groups AS g ON g.id = m.group_id "
        "JOIN kernel.service AS s ON s.id = m.service_id WHERE m.valid_to IS NULL ORDER BY 1");
  }
  std::vector<std::string> liveGroups() {
    return database_.values(
        "SELECT name FROM kernel.sla_groups WHERE archived_at IS NULL ORDER BY 1");
  }
};

// SLA-111
TEST_F(GroupSyncTest, TwoNodesWithOneNameJoinOneGroup) {
  sync(kOne, services(member("a", "g")));
  sync(kTwo, services(member("b", "g")));
  EXPECT_THAT(members(), ElementsAre("g a agent:" + kOne, "g b agent:" + kTwo));
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_groups"), "1");
}

// REPO-85
TEST_F(GroupSyncTest, MembershipsArePrunedPerNodeAtEachSync) {
  sync(kOne, services(member("a", "g") + "," + member("b", "g")));
  sync(kTwo, services(member("c", "g")));
  sync(kOne, services(member("a", "g") + "," + member("b", "")), 30);
  EXPECT_THAT(members(), ElementsAre("g a agent:" + kOne, "g c agent:" + kTwo));
  EXPECT_EQ(database_.value("SELECT valid_to FROM kernel.sla_group_member "
                            "WHERE valid_to IS NOT NULL"),
            "2026-03-01 12:00:30+00");
}

// REPO-89 REPO-90
TEST_F(GroupSyncTest, ASyncThatNamesNoGroupPrunesNobody) {
  sync(kOne, services(member("a", "g")) + R"(,"slaGroups":[{"name":"g","tier":"high"}])");
  sync(kOne, services(member("a", "")), 30);
  sync(kOne, "", 60);
  EXPECT_THAT(members(), ElementsAre("g a agent:" + kOne));
  EXPECT_EQ(database_.value("SELECT tier FROM kernel.sla_group_contribution"), "high");
}

// REPO-83 REPO-84
TEST_F(GroupSyncTest, AGroupGoesWithItsLastContributor) {
  sync(kOne, R"("slaGroups":[{"name":"g"},{"name":"other"}])");
  sync(kTwo, R"("slaGroups":[{"name":"g"}])");
  sync(kOne, R"("slaGroups":[{"name":"other"}])", 30);
  EXPECT_THAT(liveGroups(), ElementsAre("g", "other"));
  sync(kTwo, R"("slaGroups":[{"name":"third"}])", 30);
  EXPECT_THAT(liveGroups(), ElementsAre("other", "third"));
  sync(kTwo, R"("slaGroups":[{"name":"g"}])", 60);
  EXPECT_THAT(liveGroups(), ElementsAre("g", "other")) << "it comes back";
}

TEST_F(GroupSyncTest, AMembershipOfAPushKeepsItsGroup) {
  replica_.push({.service = "x", .more = R"("slaGroup":"g")"});
  sync(kOne, services(member("a", "g")));
  sync(kOne, services(member("a", "h")), 30);
  EXPECT_THAT(liveGroups(), ElementsAre("g", "h"));
  EXPECT_THAT(members(), ElementsAre("g x push", "h a agent:" + kOne));
}

// REPO-91
TEST_F(GroupSyncTest, WhatWasObservedSurvivesItsGroup) {
  sync(kOne, services(member("a", "g")));
  sync(kOne, services(member("a", "h")), 30);
  EXPECT_THAT(liveGroups(), ElementsAre("h"));
  EXPECT_EQ(database_.value("SELECT count(*) FROM sla.sla_snapshots"), "2");
  EXPECT_EQ(database_.value("SELECT count(*) FROM kernel.sla_group_member"), "2");
}

TEST_F(GroupSyncTest, AServiceTakesTheTierOfItsGroup) {
  sync(kOne, services(member("a", "g")) + R"(,"slaGroups":[{"name":"g","tier":"critical"}])");
  sync(kTwo, services(member("b", "g")) + R"(,"slaGroups":[{"name":"g","tier":"low"}])", 30);
  EXPECT_THAT(database_.values("SELECT criticality FROM kernel.service ORDER BY name"),
              ElementsAre("critical", "critical"))
      << "of nodes that differ the first counts";
}

TEST_F(GroupSyncTest, DeclaredTargetsAreKeptPerNode) {
  sync(kOne, R"("slaGroups":[{"name":"g","displayName":"The G","targets":{"uptime":99.95}}])");
  EXPECT_EQ(database_.value("SELECT display_name FROM kernel.sla_groups"), "The G");
  EXPECT_EQ(database_.value("SELECT uptime_target FROM kernel.sla_group_contribution"), "99.95");
  EXPECT_THAT(members(), IsEmpty());
}

}  // namespace
}  // namespace itops::test
