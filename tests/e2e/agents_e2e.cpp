// Agents on the real program: what the documented bodies make of the catalog, and a cluster that
// was cut off and reports later.

#include <gmock/gmock.h>

#include "e2e/shared_core.hpp"
#include "itops/timestamp.hpp"

namespace itops::test {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
using testing::ElementsAre;
using testing::IsEmpty;

Timestamp now() {
  return std::chrono::floor<seconds>(std::chrono::system_clock::now());
}

class Agents : public FreshCore {
 protected:
  Answer post(const std::string& route, const std::string& body) const {
    return api.call("POST", "/api/v1/operator/" + route, body);
  }
  json::object declaredOf(const std::string& path) const {
    const auto id = textOf(api.service(path).at("id"));
    return api.get("/api/v1/services/" + id)["declared"].as_object();
  }
};

constexpr const char* kSync = R"({"nodeId":"o/p/e/c","operatorVersion":"1.4.1","services":[
  {"name":"db","status":"OPERATIONAL","replicas":3,"readyReplicas":2,"slaGroup":"payments",
   "workloadType":"StatefulSet"},
  {"name":"api","status":"DEGRADED","slaGroup":"payments"}],
  "slaGroups":[{"name":"payments","displayName":"Payments","tier":"critical"}]})";

// SLA-06 SLA-34 START-05 START-06 REPO-120 REPO-121
TEST_F(Agents, RegisterAndReportTheirServices) {
  const Answer registered = post("register", R"({"version":"1","hierarchy":{"organization":"o",
    "platform":"p","environment":"e","cluster":"c","service":"db"},"service":{"name":"db",
    "workloadType":"statefulset","workloadName":"db"},"tags":["database"],
    "operations":{"backup":{"expected":true,"maxAgeDays":1}}})");
  EXPECT_EQ(registered.status, 201) << json::serialize(registered.body);
  EXPECT_THAT(registered.warnings(), IsEmpty());
  const Answer synced = post("status", kSync);
  EXPECT_EQ(synced.status, 200) << json::serialize(synced.body);
  EXPECT_EQ(texts(synced["services"].as_array(), "path"),
            (std::vector<std::string>{"o/p/e/c/db", "o/p/e/c/api"}));
  const auto db = api.service("o/p/e/c/db");
  EXPECT_EQ(db.at("source"), "agent");
  EXPECT_EQ(db.at("status"), "OPERATIONAL");
  EXPECT_EQ(db.at("criticality"), "critical") << "the tier of its group";
  EXPECT_EQ(json::serialize(db.at("slaGroups")), R"(["payments"])");
  const auto declared = declaredOf("o/p/e/c/db");
  EXPECT_EQ(declared.at("replicas"), 3);
  EXPECT_EQ(declared.at("workloadType"), "statefulset");
  EXPECT_EQ(declared.at("backup").at("expected"), true);
  EXPECT_EQ(api.all("/api/v1/operator/services?nodeId=o/p/e/c").size(), 2U);
}

// START-24
TEST_F(Agents, DeclareTheTargetsOfTheirGroups) {
  post("status", R"({"nodeId":"o/p/e/c","services":[{"name":"db","status":"OPERATIONAL",
    "slaGroup":"payments"}],"slaGroups":[{"name":"payments","displayName":"Payments",
    "tier":"critical","targets":{"uptime":99.95,"responseTime":5,"resolutionTime":60}}]})");
  const auto assignments = api.all("/api/v1/sla/assignments?group=payments");
  ASSERT_EQ(assignments.size(), 1U);
  EXPECT_EQ(assignments[0].at("origin"), "agent");
  const Answer definition =
      api.get("/api/v1/sla/definitions/" + textOf(assignments[0].at("definitionId")));
  EXPECT_EQ(definition["uptimeTarget"].to_number<double>(), 99.95);
  EXPECT_EQ(definition["responseMinutes"], 5);
  EXPECT_EQ(definition["resolutionMinutes"], 60);
  EXPECT_EQ(definition["tier"], "critical");
  EXPECT_EQ(api.get("/api/v1/sla/groups/payments")["targetPercent"].to_number<double>(), 99.95);
}

TEST_F(Agents, WhatIsDeclaredCanNotBeChangedByPeople) {
  const auto id = post("register", R"({"path":"o/p/e/c/db","team":"data"})").text("id");
  const Answer refused = api.patch("/api/v1/services/" + id, {{"team", "other"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.text("code"), "field_declared");
}

TEST_F(Agents, AreSeenAsNodes) {
  EXPECT_EQ(post("heartbeat", R"({"nodeId":"o/p/e/c","operatorVersion":"1.4.1"})").status, 200);
  const auto nodes = api.all("/api/v1/nodes");
  ASSERT_EQ(nodes.size(), 1U);
  EXPECT_EQ(nodes[0].at("nodeId"), "o/p/e/c");
  EXPECT_EQ(nodes[0].at("status"), "online");
  EXPECT_EQ(nodes[0].at("operatorVersion"), "1.4.1");
  EXPECT_TRUE(nodes[0].at("lastSyncAt").is_null());
}

TEST_F(Agents, AreToldWhatIsBrokenOrBent) {
  EXPECT_EQ(post("status", "{\"nodeId\"").status, 400);
  EXPECT_EQ(post("register", "[]").status, 400);
  EXPECT_THAT(post("heartbeat", R"({"node":"x"})").warnings(),
              ElementsAre("path.padded", "field.unexpected"));
  ApiClient stranger(core.port(), "wrong-key-of-nobody");
  EXPECT_EQ(stranger.call("POST", "/api/v1/operator/status", kSync).status, 401);
}

/// Two clusters that saw the same; the second was cut off for ten minutes in the middle.
class CutOff : public FreshCore {
 protected:
  /// One service of the node flips for a minute in each five; the other one is up.
  void sync(const std::string& node, int half_minute) const {
    const bool down = half_minute % 10 < 2;
    const Answer answer =
        api.call("POST", "/api/v1/operator/status",
                 R"({"nodeId":")" + node + R"(","observedAt":")" +
                     formatTimestamp(start_ + seconds(30 * half_minute)) +
                     R"(","services":[{"name":"a","status":")" + (down ? "DOWN" : "OPERATIONAL") +
                     R"("},{"name":"b","status":"OPERATIONAL"}]})");
    ASSERT_EQ(answer.status, 200) << json::serialize(answer.body);
  }
  void syncs(const std::string& node, int from, int to) const {
    for (int i = from; i < to; ++i) sync(node, i);
  }
  void aggregate() const { ASSERT_EQ(api.call("POST", "/api/v1/sla/aggregate").status, 200); }
  std::string windows(const std::string& path) const {
    std::string text;
    const Answer answer =
        api.get("/api/v1/sla/windows?path=" + path + "&from=" + formatTimestamp(start_));
    for (const auto& window : answer["items"].as_array()) {
      for (const char* member : {"upMs", "degradedMs", "downMs", "unknownMs"}) {
        text += json::serialize(window.at(member)) + " ";
      }
      text += "\n";
    }
    return text;
  }

  const Timestamp start_ = std::chrono::floor<minutes>(now()) -
                           std::chrono::floor<minutes>(now()).time_since_epoch() % minutes(5) -
                           minutes(60);
};

// SLA-05 SLA-07
TEST_F(CutOff, AClusterThatReportsLaterHasTheFiguresOfOneThatWasNeverAway) {
  syncs("o/p/e/here", 0, 60);
  syncs("o/p/e/away", 0, 20);
  syncs("o/p/e/away", 40, 60);
  aggregate();
  EXPECT_NE(windows("o/p/e/here/a"), windows("o/p/e/away/a"));
  syncs("o/p/e/away", 20, 40);
  aggregate();
  EXPECT_FALSE(windows("o/p/e/here/a").empty());
  EXPECT_EQ(windows("o/p/e/here/a"), windows("o/p/e/away/a"));
  EXPECT_EQ(windows("o/p/e/here/b"), windows("o/p/e/away/b"));
}

class AgentsOff : public FreshCore {
 protected:
  AgentsOff() : FreshCore({{"ITOPS_FEATURE_OPERATOR_API", "false"}}) {}
};

// REPO-33
TEST_F(AgentsOff, AreNotListenedTo) {
  EXPECT_EQ(api.call("POST", "/api/v1/operator/status", kSync).status, 404);
  EXPECT_EQ(api.get("/api/v1/nodes").status, 200);
}

}  // namespace
}  // namespace itops::test
