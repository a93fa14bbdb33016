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

// SLA-48
TEST_F(Agents, DeclareStorageThatIsListedBeforeAnyPush) {
  post("register", R"({"path":"o/p/e/c/db","tags":["database","storage"]})");
  const auto storage = [this] { return api.all("/api/v1/storage?path=o/p/e/c"); };
  ASSERT_EQ(storage().size(), 1U);
  EXPECT_TRUE(storage()[0].at("freePercent").is_null());
  api.call("POST", "/api/v1/storage/report",
           R"({"service":"db","nodeId":"o/p/e/c","freePercent":50})");
  ASSERT_EQ(storage().size(), 1U);
  EXPECT_EQ(storage()[0].at("freePercent"), 50);
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
  explicit CutOff(minutes ago = minutes(60))
      : start_(std::chrono::floor<minutes>(now()) -
               std::chrono::floor<minutes>(now()).time_since_epoch() % minutes(5) - ago) {}

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

  const Timestamp start_;
};

// SLA-01 SLA-05 SLA-07
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

/// Twenty clusters of 500 services each, of which some fail now and then, the same in each cluster.
class Fleet : public CutOff {
 protected:
  Fleet() : CutOff(minutes(25)) {}

  static constexpr int kAgents = 20;
  static constexpr int kServices = 500;

  static std::string nodeOf(int agent) { return "o/p/e/c" + std::to_string(agent); }
  static std::string nameOf(int service) { return "s" + std::to_string(service); }

  void syncFleet(int agent, int half_minute) const {
    std::string body = R"({"nodeId":")" + nodeOf(agent) + R"(","observedAt":")" +
                       formatTimestamp(start_ + seconds(30 * half_minute)) + R"(","services":[)";
    for (int service = 0; service < kServices; ++service) {
      const bool down = (service * 7 + half_minute * 3) % 11 == 0;
      body += (service ? ",{\"name\":\"" : "{\"name\":\"") + nameOf(service) + R"(","status":")" +
              (down ? "DOWN" : "OPERATIONAL") + "\"}";
    }
    const Answer answer = api.call("POST", "/api/v1/operator/status", body + "]}");
    ASSERT_EQ(answer.status, 200) << json::serialize(answer.body);
  }
};

// Slow: twenty agents report 500 services each for five minutes.
TEST_F(Fleet, OfWhichOneWasCutOffForTwoMinutesHasTheFiguresOfTheOthers) {
  constexpr int kAway = 7;
  for (int half_minute = 0; half_minute < 10; ++half_minute) {
    for (int agent = 0; agent < kAgents; ++agent) {
      if (agent == kAway && half_minute >= 3 && half_minute < 7) continue;
      syncFleet(agent, half_minute);
    }
  }
  for (int half_minute = 3; half_minute < 7; ++half_minute) syncFleet(kAway, half_minute);
  aggregate();
  for (int service = 0; service < kServices; service += 25) {
    const std::string away = windows(nodeOf(kAway) + "/" + nameOf(service));
    EXPECT_FALSE(away.empty());
    EXPECT_EQ(away, windows(nodeOf(kAway + 1) + "/" + nameOf(service))) << nameOf(service);
  }
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
