#include "database/gitops_status/gitops_status_test.hpp"

namespace itops::gitops {
namespace {

using testing::HasSubstr;

class Legacy : public GitopsStatusTest {
 protected:
  Legacy() { start(); }

  /// A body of version 1 for a server, with these besides.
  Answer report(const std::string& server, const json::object& further) {
    json::object body{{"repo", "rsyslog"}, {"server", server}, {"sync_status", "SYNCED"}};
    for (const auto& member : further) body[member.key()] = member.value();
    return post("/api/status", body);
  }
};

// GITOPS-06, GITOPS-58, GITOPS-59, GITOPS-87
TEST_F(Legacy, ComesBackAsItWasSent) {
  const json::value sent = json::parse(
      R"({"repo":"rsyslog","server":"rsyslog-01","sync_status":"OUT_OF_SYNC","drift_count":1,)"
      R"("deployed_files":["/etc/a","/etc/b"],"drifted_files":["/etc/a"],)"
      R"("last_check":"2026-01-05 10:00:00"})");
  const Answer answer = post("/api/status", sent.as_object());
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.text("status"), "ok");
  EXPECT_EQ(answer.text("message"), "Status updated successfully");
  EXPECT_EQ(get("/api/status").body, sent);
}

// GITOPS-88
TEST_F(Legacy, AndTheNewFormatLiveSideBySide) {
  report("rsyslog-01",
         {{"sync_status", "OUT_OF_SYNC"}, {"files", json::parse(R"([{"name":"/a"}])")}});
  const Answer seen = get("/status/rsyslog/rsyslog-01");
  EXPECT_EQ(seen.text("status"), "out_of_sync");
  EXPECT_EQ(seen.text("repo_name"), "rsyslog");
  EXPECT_EQ(seen["changed_files"], json::parse(R"(["/a"])"));
  pipeline("rsyslog", "rsyslog-01", {{"commit_sha", "abc"}, {"changed_files", json::array()}});
  const Answer old = get("/api/status");
  EXPECT_EQ(old.text("sync_status"), "SYNCED");
  EXPECT_EQ(old["drift_count"], json::value(0));
  report("rsyslog-01", {{"last_check", "later"}});
  EXPECT_EQ(get("/status/rsyslog/rsyslog-01").text("commit_sha"), "abc");
}

TEST_F(Legacy, AnswersTheNewestOrTheOneAskedFor) {
  report("rsyslog-01", {});
  setClock("2026-04-26T12:00:01Z");
  report("rsyslog-02", {});
  EXPECT_EQ(get("/api/status").text("server"), "rsyslog-02");
  EXPECT_EQ(get("/api/status?server=rsyslog-01").text("server"), "rsyslog-01");
  EXPECT_EQ(get("/api/status?repo=rsyslog&server=rsyslog-01").text("server"), "rsyslog-01");
  const Answer unknown = get("/api/status?server=nobody");
  EXPECT_EQ(unknown.status, 404);
  EXPECT_EQ(unknown.text("status"), "error");
}

TEST_F(Legacy, ErrorsAreOfItsForm) {
  const Answer wrong = report("rsyslog-01", {{"sync_status", "DRIFTED"}});
  EXPECT_EQ(wrong.status, 400);
  EXPECT_EQ(wrong.text("status"), "error");
  EXPECT_EQ(wrong.text("field"), "sync_status");
  EXPECT_THAT(wrong.text("message"), HasSubstr("SYNCED, OUT_OF_SYNC"));
  const Answer missing = post("/api/status", {{"repo", "r"}, {"sync_status", "SYNCED"}});
  EXPECT_EQ(missing.text("field"), "server");
  EXPECT_THAT(missing.text("message"), HasSubstr("server: This field is required"));
  const Answer broken = call(Method::kPost, "/api/status", "{");
  EXPECT_EQ(broken.status, 400);
  EXPECT_EQ(broken.text("status"), "error");
  EXPECT_THAT(broken.text("message"), HasSubstr("not valid JSON"));
}

}  // namespace
}  // namespace itops::gitops
