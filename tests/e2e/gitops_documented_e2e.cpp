// The GitOps status API by its documentation: every curl line and script as it stands, run by a
// shell, where only the address is another one. What the drift script calls on its host (diff,
// hostname) is played by programs of the same name.

#include <gmock/gmock.h>
#include <sys/stat.h>

#include <fstream>

#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

constexpr const char* kPipeline =
    R"sh(curl -X POST http://localhost:5000/status/pipeline \
  -H "Content-Type: application/json" \
  -d '{
    "project_name": "gitops-for-servers",
    "repo_name": "rsyslog",
    "server_group": "rsyslog-prod",
    "server_type": "rsyslog",
    "environment": "prod",
    "host": "rsyslog-01",
    "status": "synced",
    "changed_files": [],
    "validation_status": "passed",
    "validation_message": "rsyslog syntax validation passed",
    "commit_sha": "abc1234567890",
    "branch": "master",
    "updated_by": "woodpecker",
    "last_pipeline_run": "2026-04-26T10:30:00Z"
  }'
)sh";

constexpr const char* kCron =
    R"sh(curl -X POST http://localhost:5000/status/cron \
  -H "Content-Type: application/json" \
  -d '{
    "server_group": "rsyslog-prod",
    "host": "rsyslog-01",
    "status": "synced",
    "changed_files": [],
    "last_cron_check": "2026-04-26T11:00:00Z"
  }'
)sh";

constexpr const char* kDrift =
    R"sh(curl -X POST http://localhost:5000/status/cron \
  -H "Content-Type: application/json" \
  -d '{
    "server_group": "rsyslog-prod",
    "host": "rsyslog-01",
    "status": "out_of_sync",
    "changed_files": ["/etc/rsyslog.conf", "/etc/rsyslog.d/50-default.conf"],
    "last_cron_check": "2026-04-26T11:00:00Z"
  }'
)sh";

constexpr const char* kLocalDevelopment =
    R"sh(# Test pipeline update
curl -X POST http://localhost:5000/status/pipeline \
  -H "Content-Type: application/json" \
  -d '{"server_group":"test","host":"test-01","status":"synced"}'

# Test cron update
curl -X POST http://localhost:5000/status/cron \
  -H "Content-Type: application/json" \
  -d '{"server_group":"test","host":"test-01","status":"synced"}'

# Get all status
curl http://localhost:5000/status

# Get specific server
curl http://localhost:5000/status/test/test-01
)sh";

constexpr const char* kDriftScript =
    R"sh(#!/bin/bash
# Check if local config matches deployed config
if diff /etc/nginx/nginx.conf /opt/deployed/nginx.conf; then
  STATUS="synced"
  CHANGED=[]
else
  STATUS="out_of_sync"
  CHANGED='["/etc/nginx/nginx.conf"]'
fi

curl -X POST http://gitops-status-api:5000/status/cron \
  -H "Content-Type: application/json" \
  -d "{
    \"server_group\": \"nginx-prod\",
    \"host\": \"$(hostname)\",
    \"status\": \"$STATUS\",
    \"changed_files\": $CHANGED,
    \"last_cron_check\": \"$(date -u +%Y-%m-%dT%H:%M:%SZ)\"
  }"
)sh";

// The body of the task for Ansible.
constexpr const char* kAnsibleBody = R"(      project_name: "gitops-for-servers"
      repo_name: "nginx"
      server_group: "nginx-prod"
      server_type: "nginx"
      environment: "prod"
      host: "{{ inventory_hostname }}"
      status: "{{ 'synced' if validation_result.rc == 0 else 'failed' }}"
      validation_status: "{{ 'passed' if validation_result.rc == 0 else 'failed' }}"
      validation_message: "{{ validation_result.stderr }}"
      commit_sha: "{{ lookup('env', 'CI_COMMIT_SHA') }}"
      branch: "{{ lookup('env', 'CI_COMMIT_BRANCH') }}"
      updated_by: "woodpecker"
)";

// The answer to GET /status; what stands for further servers is left out.
constexpr const char* kAnswer = R"([
  {
    "project_name": "gitops-for-servers",
    "repo_name": "rsyslog",
    "server_group": "rsyslog-prod",
    "server_type": "rsyslog",
    "environment": "prod",
    "host": "rsyslog-01",
    "status": "synced",
    "changed_files_count": 0,
    "changed_files": [],
    "validation_status": "passed",
    "validation_message": "rsyslog syntax validation passed",
    "last_pipeline_run": "2026-04-26T10:30:00Z",
    "last_cron_check": "2026-04-26T11:00:00Z",
    "commit_sha": "abc1234567890",
    "branch": "master",
    "updated_by": "woodpecker",
    "timestamp": "2026-04-26T11:00:00Z"
  }
])";

void replaceAll(std::string& text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != text.npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

class DocumentedStatusApi : public FreshCore {
 protected:
  /// Runs the lines without any key and returns what curl printed.
  std::string run(std::string lines, const std::string& shell = "/bin/sh") {
    const std::string url = "http://127.0.0.1:" + std::to_string(core.port());
    replaceAll(lines, "http://localhost:5000", url);
    replaceAll(lines, "http://gitops-status-api:5000", url);
    const Finished finished = runProgram({shell, "-c", "exec 2>/dev/null\n" + lines},
                                         {{"PATH", folder_.path().string() + ":/usr/bin:/bin"}});
    EXPECT_EQ(finished.exit_code, 0) << finished.output;
    return finished.output;
  }
  json::value runForJson(const std::string& lines) {
    json::error_code error;
    const std::string output = run(lines);
    json::value answer = json::parse(output, error);
    EXPECT_FALSE(error) << output;
    return answer;
  }
  void play(const std::string& name, const std::string& script) {
    std::ofstream(folder_.path() / name, std::ios::trunc) << "#!/bin/sh\n" << script << "\n";
    ::chmod((folder_.path() / name).c_str(), 0755);
  }
  json::value server(const std::string& path) { return read("/status/" + path); }

  json::value read(const std::string& target) {
    return json::parse(HttpClient(core.port()).get(target).body);
  }

 private:
  TemporaryFolder folder_;
};

/// What Ansible sends for the body when its expressions have these values, in their order.
std::string ansibleJson(const std::vector<std::string>& values) {
  json::object body;
  std::istringstream lines(kAnsibleBody);
  std::size_t next = 0;
  for (std::string line; std::getline(lines, line);) {
    const auto begin = line.find_first_not_of(' ');
    const auto colon = line.find(": \"");
    const std::string text = line.substr(colon + 3, line.size() - colon - 4);
    body[line.substr(begin, colon - begin)] = text.starts_with("{{") ? values.at(next++) : text;
  }
  return json::serialize(body);
}

// GITOPS-01, GITOPS-04, GITOPS-07, GITOPS-31, GITOPS-43, GITOPS-44, GITOPS-45, GITOPS-54,
// GITOPS-56, GITOPS-66
TEST_F(DocumentedStatusApi, PipelineAndCronMakeTheDocumentedAnswer) {
  EXPECT_EQ(run("curl http://localhost:5000/status"), "[]");
  EXPECT_EQ(runForJson(kPipeline).at("status"), json::value("ok"));
  EXPECT_EQ(runForJson(kCron).at("status"), json::value("ok"));
  json::value answer = runForJson("curl http://localhost:5000/status");
  json::value expected = json::parse(kAnswer);
  // Times that clients send come back as sent; this one is the server's own.
  expected.at(0).at("timestamp") = answer.at(0).at("timestamp");
  EXPECT_EQ(answer, expected);
  EXPECT_EQ(json::serialize(answer), json::serialize(expected)) << "in the documented order too";
  EXPECT_EQ(runForJson("curl http://localhost:5000/status/rsyslog-prod"), expected);
  EXPECT_EQ(runForJson("curl http://localhost:5000/status/rsyslog-prod/rsyslog-01"),
            expected.at(0));
}

// GITOPS-41, GITOPS-42, GITOPS-65
TEST_F(DocumentedStatusApi, DriftIsStoredAndCleared) {
  run(kPipeline);
  run(kDrift);
  json::value drifted = server("rsyslog-prod/rsyslog-01");
  EXPECT_EQ(drifted.at("status"), json::value("out_of_sync"));
  EXPECT_EQ(drifted.at("changed_files_count"), json::value(2));
  EXPECT_EQ(drifted.at("changed_files"),
            json::parse(R"(["/etc/rsyslog.conf", "/etc/rsyslog.d/50-default.conf"])"));
  EXPECT_EQ(drifted.at("commit_sha"), json::value("abc1234567890"));
  run(kCron);
  EXPECT_EQ(server("rsyslog-prod/rsyslog-01").at("changed_files"), json::array());
}

// GITOPS-28, GITOPS-63
TEST_F(DocumentedStatusApi, TheLinesOfLocalDevelopmentWork) {
  const std::string output = run(kLocalDevelopment);
  EXPECT_THAT(output, HasSubstr(R"([{"project_name":null,)"));
  EXPECT_THAT(output, HasSubstr(R"("server_group":"test")"));
  EXPECT_EQ(runForJson("curl http://localhost:5000/").at("version"), json::value("2.0.0"));
}

// GITOPS-02, GITOPS-03, GITOPS-26, GITOPS-67, GITOPS-68
TEST_F(DocumentedStatusApi, AnsibleAndTheDriftScriptReportAServerOfAnyType) {
  const std::string stderr_text = "nginx: [emerg] unknown directive \"sever\"\n\tin 'x':1\\";
  const HttpClient::Headers headers{{"Content-Type", "application/json"}};
  const auto report = [&](const std::vector<std::string>& values) {
    return HttpClient(core.port()).post("/status/pipeline", ansibleJson(values), headers);
  };
  // Ansible's uri module takes 200 alone for success.
  EXPECT_EQ(report({"web-01", "failed", "failed", stderr_text, "abc", "master"}).status, 200);
  EXPECT_EQ(server("nginx-prod/web-01").at("validation_message"), json::value(stderr_text));
  // Outside a pipeline its variables are empty.
  EXPECT_EQ(report({"web-01", "synced", "passed", "", "", ""}).status, 200);
  EXPECT_EQ(server("nginx-prod/web-01").at("status"), json::value("synced"));

  play("hostname", "echo web-01");
  play("diff", "exit 1");
  run(kDriftScript, "/bin/bash");
  EXPECT_EQ(server("nginx-prod/web-01").at("status"), json::value("out_of_sync"));
  EXPECT_EQ(server("nginx-prod/web-01").at("changed_files"),
            json::parse(R"(["/etc/nginx/nginx.conf"])"));
  EXPECT_EQ(textOf(server("nginx-prod/web-01").at("last_cron_check")).size(), 20U);
  play("diff", "exit 0");
  run(kDriftScript, "/bin/bash");
  EXPECT_EQ(server("nginx-prod/web-01").at("changed_files"), json::array());
  EXPECT_EQ(server("nginx-prod/web-01").at("updated_by"), json::value("woodpecker"));
}

// GITOPS-05, GITOPS-64: the backend parser asks for gzip and reads a flat array.
TEST_F(DocumentedStatusApi, GrafanaInfinityGetsAnArrayOfEqualObjects) {
  run(kPipeline);
  HttpClient(core.port())
      .post("/status/pipeline",
            R"({"server_group":"splunk-prod","host":"splunk-indexer-01","status":"synced"})");
  const HttpAnswer answer =
      HttpClient(core.port()).get("/status", {{"User-Agent", "grafana"}, {"Accept", "*/*"}});
  EXPECT_EQ(answer.header("content-type"), "application/json");
  std::vector<std::vector<std::string>> keys;
  const json::value list = json::parse(answer.body);
  for (const json::value& server : list.as_array()) {
    auto& names = keys.emplace_back();
    for (const auto& member : server.as_object()) names.emplace_back(member.key());
  }
  ASSERT_EQ(keys.size(), 2U);
  EXPECT_EQ(keys[0], keys[1]);
}

// GITOPS-61
TEST_F(DocumentedStatusApi, HealthAndReadinessAnswer) {
  EXPECT_EQ(HttpClient(core.port()).get("/health").status, 200);
  EXPECT_EQ(HttpClient(core.port()).get("/ready").status, 200);
}

}  // namespace
}  // namespace itops::test
