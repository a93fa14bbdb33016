#include "database/gitops_status/gitops_status_test.hpp"
#include "itops/events/gitops_status_changed.hpp"

namespace itops::gitops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Reports : public GitopsStatusTest {
 protected:
  Reports() { start(); }

  std::string changes() { return value("SELECT sum(changes) FROM gitops_status.revision"); }
};

// GITOPS-07, GITOPS-29, GITOPS-72
TEST_F(Reports, APipelineMakesItsServerAndTouchesNoOther) {
  pipeline("rsyslog-prod", "rsyslog-01", {{"commit_sha", "abc"}});
  const std::string before = get("/status/rsyslog-prod/rsyslog-01").raw.body;
  setClock("2026-04-26T12:30:00Z");
  const Answer answer = pipeline("rsyslog-prod", "rsyslog-02", {{"commit_sha", "def"}});
  EXPECT_EQ(answer.status, 200) << "201 would fail a task of Ansible";
  EXPECT_EQ(answer.text("status"), "ok");
  EXPECT_EQ(get("/status/rsyslog-prod/rsyslog-01").raw.body, before);
  EXPECT_EQ(get("/status/rsyslog-prod/rsyslog-02").text("commit_sha"), "def");
}

// GITOPS-30
TEST_F(Reports, APipelineKeepsTheDriftCheckAndWhatItDoesNotName) {
  pipeline("g", "h", {{"branch", "main"}, {"last_pipeline_run", "2026-04-26T10:30:00Z"}});
  cron("g", "h", {{"last_cron_check", "2026-04-26T11:00:00+02:00"}});
  pipeline("g", "h", {{"status", "failed"}, {"last_cron_check", "2027-01-01T00:00:00Z"}});
  const Answer server = get("/status/g/h");
  EXPECT_EQ(server.text("status"), "failed");
  EXPECT_EQ(server.text("last_cron_check"), "2026-04-26T11:00:00+02:00") << "exactly as sent";
  EXPECT_EQ(server.text("branch"), "main");
  EXPECT_EQ(server.text("last_pipeline_run"), "2026-04-26T10:30:00Z");
}

// GITOPS-31, GITOPS-41, GITOPS-42
TEST_F(Reports, ADriftCheckSetsAndClearsTheListOfFiles) {
  pipeline("g", "h", {{"commit_sha", "abc"}, {"validation_status", "passed"}});
  cron("g", "h", {{"status", "out_of_sync"}, {"changed_files", json::array{"/etc/a", "/etc/b"}}});
  const Answer drifted = get("/status/g/h");
  EXPECT_EQ(drifted.text("status"), "out_of_sync");
  EXPECT_EQ(drifted["changed_files"], json::parse(R"(["/etc/a","/etc/b"])"));
  EXPECT_EQ(drifted["changed_files_count"], json::value(2));
  cron("g", "h", {{"status", "synced"}, {"changed_files", json::array()}});
  const Answer clean = get("/status/g/h");
  EXPECT_EQ(clean["changed_files"], json::array());
  EXPECT_EQ(clean["changed_files_count"], json::value(0));
  EXPECT_EQ(clean.text("commit_sha"), "abc");
  EXPECT_EQ(clean.text("validation_status"), "passed");
}

// GITOPS-40
TEST_F(Reports, ADriftCheckOfAnUnknownServerIsRefused) {
  pipeline("g", "h");
  for (const auto& [group, host] : {std::pair("g", "other"), {"other", "h"}}) {
    const Answer refused = cron(group, host, {{"status", "synced"}});
    EXPECT_EQ(refused.status, 404);
    EXPECT_EQ(refused.text("code"), "server_not_found");
    EXPECT_THAT(refused.text("detail"), HasSubstr("POST /status/pipeline"));
  }
  EXPECT_EQ(value("SELECT count(*) FROM gitops_status.server"), "1");
}

TEST_F(Reports, WhatIsRefusedChangesNothing) {
  pipeline("g", "h");
  const std::string before = changes();
  const Answer refused = pipeline("g", "h", {{"status", "drifted"}, {"branch", 1.5}});
  EXPECT_EQ(refused.status, 400);
  EXPECT_THAT(refused.fields(), ElementsAre("status", "branch"));
  EXPECT_THAT(refused.text("detail"), HasSubstr("synced, out_of_sync, failed, unknown"));
  EXPECT_EQ(cron("g", "h", {{"changed_files", "none"}}).status, 400);
  EXPECT_EQ(changes(), before);
}

// GITOPS-52
TEST_F(Reports, EveryReportSetsTheTimestamp) {
  pipeline("g", "h");
  EXPECT_EQ(get("/status/g/h").text("timestamp"), "2026-04-26T12:00:00Z");
  setClock("2026-04-26T13:00:00.9Z");
  cron("g", "h");
  EXPECT_EQ(get("/status/g/h").text("timestamp"), "2026-04-26T13:00:00Z");
}

// GITOPS-67
TEST_F(Reports, TakeAnyTextOfAValidation) {
  const std::string text =
      "nginx: [emerg] \"x\" \\ 'y'\r\n\tin /etc/nginx.conf:3\n\u00e4\u20ac {{ }}";
  pipeline("g", "h", {{"validation_message", text}});
  EXPECT_EQ(get("/status/g/h").text("validation_message"), text);
}

TEST_F(Reports, OfAnyUsableNamesAreFoundAgain) {
  for (const auto& [group, host] : {std::pair("org/repo", "h"),
                                    {"\u00fc ber", "a b"},
                                    {"pipeline", "cron"},
                                    {"%41", "?x=1&y"}}) {
    EXPECT_EQ(pipeline(group, host).status, 200);
    test::RequestBuilder request(Method::kGet, "/status");
    request.query("server_group", group).query("host", host);
    EXPECT_EQ(json::parse(kernel_->router.call(request).body).as_array().size(), 1U) << group;
  }
}

TEST_F(Reports, ThatChangeSomethingArePublished) {
  pipeline("g", "h");
  cron("g", "h", {{"status", "synced"}, {"changed_files", json::array()}});
  cron("g", "h", {{"status", "out_of_sync"}, {"changed_files", json::array{"/etc/a"}}});
  cron("g", "h", {{"status", "out_of_sync"}, {"changed_files", json::array{"/etc/a"}}});
  const auto events = kernel_->events.published<GitopsStatusChanged>();
  ASSERT_EQ(events.size(), 2U);
  EXPECT_EQ(events[0].previous_status, std::nullopt);
  EXPECT_EQ(events[0].source, "pipeline");
  EXPECT_EQ(events[1].orderingKey(), "g/h");
  EXPECT_EQ(events[1].status, "out_of_sync");
  EXPECT_EQ(events[1].previous_status, "synced");
  EXPECT_EQ(events[1].changed_files_count, 1);
  EXPECT_EQ(events[1].source, "cron");
}

// GITOPS-66
TEST_F(Reports, NeedNoKeyWhereTheyAreOpenButNoForeignPageMayReport) {
  const json::object report{{"server_group", "g"}, {"host", "h"}, {"status", "synced"}};
  EXPECT_EQ(post("/status/pipeline", report).status, 200);
  const Headers own{{"Host", "status.example:5000"}, {"Origin", "http://status.example:5000"}};
  EXPECT_EQ(post("/status/pipeline", report, own).status, 200);
  for (const char* origin : {"https://evil.example", "null", "http://status.example"}) {
    const Headers foreign{{"Host", "status.example:5000"}, {"Origin", origin}};
    for (const char* target : {"/status/pipeline", "/status/cron", "/api/status"}) {
      const Answer refused = post(target, report, foreign);
      EXPECT_EQ(refused.status, 403) << target << " " << origin;
      EXPECT_EQ(refused.text("code"), "origin_foreign");
    }
    EXPECT_EQ(get("/status", foreign).status, 200);
  }
}

class ClosedReports : public GitopsStatusTest {
 protected:
  ClosedReports() {
    kernel_->config.set("anonymous", "false");
    start();
  }
  int statusFor(Method method, const std::string& target, const char* permission) {
    test::RequestBuilder request(method, target);
    if (*permission != '\0') request.permission(permission);
    request.header("Host", "a").header("Origin", "https://b");
    return kernel_->router
        .call(request.body(R"({"server_group":"g","host":"h","status":"synced"})"))
        .status;
  }
};

// GITOPS-66
TEST_F(ClosedReports, WantAKeyForReadingAndOneForReporting) {
  for (const char* target : {"/status", "/status/g", "/api/status", "/api/v1/gitops/export"}) {
    EXPECT_EQ(statusFor(Method::kGet, target, ""), 401) << target;
    EXPECT_EQ(statusFor(Method::kGet, target, "gitops_status.write"), 403) << target;
  }
  EXPECT_EQ(statusFor(Method::kGet, "/status", "gitops_status.read"), 200);
  for (const char* target : {"/status/pipeline", "/status/cron", "/api/status"}) {
    EXPECT_EQ(statusFor(Method::kPost, target, ""), 401) << target;
    EXPECT_EQ(statusFor(Method::kPost, target, "gitops_status.read"), 403) << target;
  }
  EXPECT_EQ(statusFor(Method::kPost, "/status/pipeline", "gitops_status.write"), 200);
  EXPECT_EQ(statusFor(Method::kGet, "/", ""), 200);
}

}  // namespace
}  // namespace itops::gitops
