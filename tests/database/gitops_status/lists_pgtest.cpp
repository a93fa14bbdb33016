#include "database/gitops_status/gitops_status_test.hpp"

namespace itops::gitops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class Lists : public GitopsStatusTest {
 protected:
  Lists() { start(); }

  void addSome() {
    pipeline("splunk-prod", "indexer-01", {{"server_type", "splunk"}, {"environment", "prod"}});
    setClock("2026-04-27T11:59:59Z");
    pipeline("rsyslog-prod", "rsyslog-02",
             {{"server_type", "rsyslog"}, {"repo_name", "rsyslog"}, {"status", "out_of_sync"}});
    pipeline("rsyslog-prod", "rsyslog-01",
             {{"server_type", "rsyslog"}, {"project_name", "gitops-for-servers"}});
    setClock("2026-04-27T12:00:01Z");
  }

  static std::string tagOf(const Answer& answer) {
    for (const auto& [name, text] : answer.raw.headers) {
      if (name == "ETag") return text;
    }
    return "none";
  }
};

// GITOPS-43, GITOPS-44, GITOPS-64
TEST_F(Lists, AreFlatArraysAlsoWhenEmpty) {
  EXPECT_EQ(get("/status").raw.body, "[]");
  EXPECT_EQ(get("/status").raw.content_type, "application/json");
  addSome();
  EXPECT_THAT(
      get("/status").servers(),
      ElementsAre("rsyslog-prod/rsyslog-01", "rsyslog-prod/rsyslog-02", "splunk-prod/indexer-01"));
}

// GITOPS-54, GITOPS-55
TEST_F(Lists, OfAGroupHaveItsServersAndOfAnUnknownOneNone) {
  addSome();
  EXPECT_THAT(get("/status/rsyslog-prod").servers(),
              ElementsAre("rsyslog-prod/rsyslog-01", "rsyslog-prod/rsyslog-02"));
  const Answer unknown = get("/status/nowhere");
  EXPECT_EQ(unknown.status, 200);
  EXPECT_EQ(unknown.raw.body, "[]");
}

// GITOPS-56, GITOPS-57
TEST_F(Lists, OneServerIsAnObjectAndAnUnknownOneIsNotFound) {
  addSome();
  EXPECT_EQ(get("/status/splunk-prod/indexer-01").text("server_type"), "splunk");
  EXPECT_EQ(get("/status/splunk-prod/rsyslog-01").status, 404);
}

TEST_F(Lists, ShowTheSameObjectEverywhere) {
  addSome();
  const json::value server = get("/status").body.at(0);
  EXPECT_EQ(get("/status/rsyslog-prod").body.at(0), server);
  EXPECT_EQ(get("/status/rsyslog-prod/rsyslog-01").body, server);
  EXPECT_EQ(get("/status?host=rsyslog-01").body.at(0), server);
}

// GITOPS-65
TEST_F(Lists, CanBeFiltered) {
  addSome();
  const auto hosts = [&](const std::string& query) { return get("/status?" + query).servers(); };
  EXPECT_THAT(hosts("status=out_of_sync"), ElementsAre("rsyslog-prod/rsyslog-02"));
  EXPECT_THAT(hosts("server_type=splunk"), ElementsAre("splunk-prod/indexer-01"));
  EXPECT_THAT(hosts("environment=prod"), ElementsAre("splunk-prod/indexer-01"));
  EXPECT_THAT(hosts("repo_name=rsyslog"), ElementsAre("rsyslog-prod/rsyslog-02"));
  EXPECT_THAT(hosts("project_name=gitops-for-servers"), ElementsAre("rsyslog-prod/rsyslog-01"));
  EXPECT_THAT(hosts("server_group=rsyslog-prod&status=synced"),
              ElementsAre("rsyslog-prod/rsyslog-01"));
  EXPECT_THAT(hosts("status=failed"), IsEmpty());
  EXPECT_THAT(get("/status/rsyslog-prod?status=synced").servers(),
              ElementsAre("rsyslog-prod/rsyslog-01"));
  const Answer refused = get("/status?status=drifted&stale=maybe");
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.fields(), ElementsAre("status", "stale"));
}

TEST_F(Lists, TellTheAgeAndWhatIsStale) {
  addSome();
  EXPECT_THAT(get("/status?stale=true").servers(), ElementsAre("splunk-prod/indexer-01"));
  EXPECT_THAT(get("/status?stale=false").servers(),
              ElementsAre("rsyslog-prod/rsyslog-01", "rsyslog-prod/rsyslog-02"));
  const Answer list = get("/status?ages=true");
  EXPECT_EQ(list.body.at(0).at("last_check_age_seconds"), json::value(2));
  EXPECT_EQ(list.body.at(0).at("stale"), json::value(false));
  EXPECT_EQ(list.body.at(2).at("last_check_age_seconds"), json::value(86401));
  EXPECT_EQ(list.body.at(2).at("stale"), json::value(true));
  EXPECT_EQ(get("/status/splunk-prod/indexer-01?ages=true")["stale"], json::value(true));
  EXPECT_THAT(get("/status").raw.body, testing::Not(HasSubstr("stale")));
}

TEST_F(Lists, AreNotSentAgainWhileNothingChanged) {
  addSome();
  for (const char* target : {"/status", "/status/rsyslog-prod", "/status?server_type=rsyslog",
                             "/status/rsyslog-prod/rsyslog-01", "/api/v1/gitops/export"}) {
    const std::string tag = tagOf(get(target));
    const Answer same = get(target, {{"If-None-Match", tag}});
    EXPECT_EQ(same.status, 304) << target;
    EXPECT_EQ(same.raw.body, "");
    EXPECT_EQ(tagOf(same), tag);
  }
  const std::string before = tagOf(get("/status"));
  cron("rsyslog-prod", "rsyslog-01", {{"status", "failed"}});
  const Answer changed = get("/status", {{"If-None-Match", before}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed.body.at(0).at("status"), json::value("failed"));
  EXPECT_NE(tagOf(changed), before);
}

TEST_F(Lists, ShowWhatAnotherReplicaStored) {
  addSome();
  get("/status");
  run("UPDATE gitops_status.server SET status = 'failed' WHERE host = 'indexer-01'; "
      "UPDATE gitops_status.revision SET changes = changes + 1 WHERE slot = 7");
  EXPECT_EQ(get("/status").body.at(2).at("status"), json::value("failed"));
}

TEST_F(Lists, AreKeptWhileNothingIsCounted) {
  addSome();
  const std::string before = get("/status").raw.body;
  run("UPDATE gitops_status.server SET status = 'failed'");
  EXPECT_EQ(get("/status").raw.body, before);
}

// GITOPS-70, GITOPS-71
TEST_F(Lists, ComeAsAFileOfVersion2) {
  addSome();
  const Answer file = get("/api/v1/gitops/export");
  EXPECT_EQ(file.text("version"), "2.0");
  const json::object& servers = file["servers"].as_object();
  EXPECT_EQ(servers.size(), 3U);
  const json::object& server = servers.at("splunk-prod/indexer-01").as_object();
  EXPECT_EQ(server.at("server_type"), json::value("splunk"));
  EXPECT_EQ(server.at("timestamp"), json::value("2026-04-26T12:00:00Z"));
  EXPECT_FALSE(server.contains("changed_files_count"));
  EXPECT_EQ(server.size(), 16U);
}

// GITOPS-01, GITOPS-63
TEST_F(Lists, TheRootSaysWhatAnswers) {
  EXPECT_EQ(get("/").text("version"), "2.0.0");
}

}  // namespace
}  // namespace itops::gitops
