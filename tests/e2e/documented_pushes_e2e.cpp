// The health pushes of the user documentation, run as they stand by a shell: only the address is
// another one. What the scripts call on a database host (nc, mysqladmin, mysql) is played by
// programs of the same name.

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "e2e/documented_push.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr const char* kService = "myorg/infra/prod/baremetal/galera-node1";

// "Push Endpoints", health push.
constexpr const char* kHealthPush =
    R"sh(curl -X POST https://api.yourdomain.com/api/v1/health/report \
  -H "X-API-Key: $OPERATOR_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "path": "myorg/infra/prod/baremetal/galera-node1",
    "status": "OPERATIONAL",
    "message": "wsrep_cluster_size=3",
    "criticality": "critical",
    "slaGroup": "database-cluster",
    "serviceType": "database",
    "tags": ["database", "baremetal"]
  }'
)sh";

// "Push Endpoints", CronJob pattern: the argument of /bin/sh -c.
constexpr const char* kCronJob =
    R"sh(STATUS=$(nc -zv galera-node1 3306 2>&1 | grep -q succeeded && echo OPERATIONAL || echo DOWN)
curl -sfX POST https://api.yourdomain.com/api/v1/health/report \
  -H "X-API-Key: $API_KEY" \
  -d "{
    \"path\":\"myorg/infra/prod/baremetal/galera-node1\",
    \"status\":\"$STATUS\",
    \"slaGroup\":\"database-cluster\",
    \"criticality\":\"critical\",
    \"serviceType\":\"database\"
  }"
)sh";

// "GitOps Repository", bare-metal auto-register.
constexpr const char* kAutoRegister =
    R"sh(# Bare-metal service — CronJob does everything, no ConfigMap needed
curl -X POST https://api.yourdomain.com/api/v1/health/report \
-H "X-API-Key: $API_KEY" \
-d '{
"service": "galera-node1",
"nodeId": "myorg/infra/prod/baremetal",
"status": "OPERATIONAL",
"criticality": "critical",
"slaGroup": "database-cluster",
"tags": ["database", "baremetal"]
}'
)sh";

// "GitOps Repository", bare metal health push: the argument of /bin/sh -c.
constexpr const char* kHealthPushJob = R"sh(# Galera cluster health
curl -s -X POST "$API_URL/api/v1/health/report" \
-H "X-API-Key: $API_KEY" \
-H "Content-Type: application/json" \
-d '{"service":"galera-node1","status":"OPERATIONAL","message":"cluster_size=3","nodeId":"myorg/infra/prod/baremetal","criticality":"critical","slaGroup":"database-cluster","serviceType":"database"}'
)sh";

// "SLA Monitoring", health push endpoint.
constexpr const char* kSlaMonitoring =
    R"sh(# Push health from a bare-metal Galera node (cron every 30s)
curl -X POST https://api.yourdomain.com/api/v1/health/report \
-H "X-API-Key: $OPERATOR_API_KEY" \
-H "Content-Type: application/json" \
-d '{
"service": "galera-node1",
"status": "OPERATIONAL",
"message": "wsrep_cluster_size=3, wsrep_ready=ON",
"nodeId": "myorg/infra/prod/baremetal",
"criticality": "critical",
"slaGroup": "database-cluster",
"serviceType": "database",
"tags": ["database", "storage", "galera"]
}'
)sh";

// "SLA Monitoring", systemd timer or cron.
constexpr const char* kTimerScript = R"sh(#!/bin/bash
# /usr/local/bin/itops-health-push.sh
# Run every 30s via systemd timer or cron
API_URL="https://api.yourdomain.com"
API_KEY=$(cat /etc/itops/api-key) # root-only file, chmod 600
NODE_ID="myorg/infra/prod/dc1"
# Check MySQL/Galera cluster status
if mysqladmin ping --silent 2>/dev/null; then
CLUSTER_SIZE=$(mysql -Nse "SHOW STATUS LIKE 'wsrep_cluster_size'" | awk '{print $2}')
STATUS="OPERATIONAL"
MSG="cluster_size=$CLUSTER_SIZE"
[ "$CLUSTER_SIZE" -lt 3 ] && STATUS="DEGRADED" && MSG="cluster degraded: size=$CLUSTER_SIZE"
else
STATUS="DOWN"
MSG="MySQL not responding"
fi
curl -s -X POST "$API_URL/api/v1/health/report" \
-H "X-API-Key: $API_KEY" \
-H "Content-Type: application/json" \
-d "{\"service\":\"galera-node1\",\"status\":\"$STATUS\",\"message\":\"$MSG\",\"nodeId\":\"$NODE_ID\"}"
)sh";

void expectCreated(const json::object& answer, const std::string& path) {
  EXPECT_EQ(answer.at("success"), json::value(true)) << json::serialize(answer);
  EXPECT_EQ(answer.at("created"), json::value(true));
  EXPECT_EQ(answer.at("path"), json::value(path));
  EXPECT_EQ(answer.at("serviceName"), json::value("galera-node1"));
  EXPECT_THAT(answer.at("warnings").as_array(), IsEmpty());
}

/// What every sample with criticality, group and OPERATIONAL leads to.
void expectGalera(const json::object& service) {
  EXPECT_EQ(service.at("nodeId"), json::value("myorg/infra/prod/baremetal"));
  EXPECT_EQ(service.at("name"), json::value("galera-node1"));
  EXPECT_EQ(service.at("source"), json::value("external"));
  EXPECT_EQ(service.at("status"), json::value("OPERATIONAL"));
  EXPECT_EQ(service.at("criticality"), json::value("critical"));
  EXPECT_EQ(service.at("slaGroups"), json::value(json::array{"database-cluster"}));
}

// PUSH-01, PUSH-02, PUSH-04, PUSH-05, PUSH-06, PUSH-08, PUSH-09, PUSH-10, PUSH-11, PUSH-12,
// PUSH-13, PUSH-14, PUSH-15, PUSH-16: the sample, and what it stores.
TEST_F(DocumentedPush, OfPushEndpointsCreatesTheServiceWithAllItsFields) {
  const json::object answer = run(kHealthPush);
  expectCreated(answer, kService);
  const json::object service = api.service(kService);
  expectGalera(service);
  EXPECT_EQ(service.at("id"), answer.at("id"));
  EXPECT_EQ(service.at("message"), json::value("wsrep_cluster_size=3"));
  EXPECT_EQ(service.at("type"), json::value("database"));
  EXPECT_EQ(service.at("tags"), json::value(json::array{"database", "baremetal"}));
  EXPECT_THAT(texts(api.events(kService), "status"), ElementsAre("OPERATIONAL"));
  EXPECT_THAT(texts(api.snapshots(kService), "status"), ElementsAre("OPERATIONAL"));
}

// PUSH-03
TEST_F(DocumentedPush, PastedTwiceUpdatesTheSameService) {
  const json::object first = run(kHealthPush);
  const json::object second = run(kHealthPush);
  EXPECT_EQ(second.at("id"), first.at("id"));
  EXPECT_EQ(second.at("created"), json::value(false));
  EXPECT_THAT(texts(api.events(kService), "status"), ElementsAre("OPERATIONAL"));
  EXPECT_THAT(texts(api.snapshots(kService), "status"), ElementsAre("OPERATIONAL", "OPERATIONAL"));
}

// PUSH-50, PUSH-53: no Content-Type, shell-quoted JSON, and `curl -f` is content.
TEST_F(DocumentedPush, OfTheCronJobReportsWhatTheProbeFinds) {
  play("nc", "echo 'Connection to galera-node1 3306 port [tcp/mysql] succeeded!' >&2");
  expectCreated(run(kCronJob), kService);
  expectGalera(api.service(kService));
  EXPECT_EQ(api.service(kService).at("type"), json::value("database"));
  play("nc", "echo 'nc: connect to galera-node1 port 3306 (tcp) failed' >&2; exit 1");
  EXPECT_EQ(run(kCronJob).at("status"), json::value("DOWN"));
  EXPECT_THAT(texts(api.events(kService), "status"), ElementsAre("DOWN", "OPERATIONAL"));
  EXPECT_THAT(texts(api.snapshots(kService), "status"), ElementsAre("DOWN", "OPERATIONAL"));
}

// REPO-96, REPO-98, REPO-99, REPO-100, REPO-101
TEST_F(DocumentedPush, OfTheGitOpsRepositoryRegistersABareMetalService) {
  expectCreated(run(kAutoRegister), kService);
  const json::object service = api.service(kService);
  expectGalera(service);
  EXPECT_EQ(service.at("tags"), json::value(json::array{"database", "baremetal"}));
  const Answer tree = api.get("/api/v1/hierarchy");
  const json::value& cluster = tree.body.at_pointer("/items/0/children/0/children/0/children/0");
  EXPECT_EQ(cluster.at("path"), json::value("myorg/infra/prod/baremetal"));
  EXPECT_EQ(cluster.at("services"), json::value(1));
}

// REPO-108
TEST_F(DocumentedPush, OfTheHealthPushJobIsStored) {
  expectCreated(run(kHealthPushJob), kService);
  const json::object service = api.service(kService);
  expectGalera(service);
  EXPECT_EQ(service.at("message"), json::value("cluster_size=3"));
  EXPECT_EQ(service.at("type"), json::value("database"));
}

// SLA-90, SLA-91
TEST_F(DocumentedPush, OfSlaMonitoringIsStored) {
  expectCreated(run(kSlaMonitoring), kService);
  const json::object service = api.service(kService);
  expectGalera(service);
  EXPECT_EQ(service.at("message"), json::value("wsrep_cluster_size=3, wsrep_ready=ON"));
  EXPECT_EQ(service.at("tags"), json::value(json::array{"database", "storage", "galera"}));
}

// SLA-93
TEST_F(DocumentedPush, OfAnotherDocumentLaterUpdatesStatusAndMessageOnly) {
  run(kHealthPush);
  run(kSlaMonitoring);
  const json::object service = api.service(kService);
  EXPECT_EQ(service.at("message"), json::value("wsrep_cluster_size=3, wsrep_ready=ON"));
  EXPECT_EQ(service.at("tags"), json::value(json::array{"database", "baremetal"}));
}

// SLA-95: service, status, message and nodeId are enough.
TEST_F(DocumentedPush, OfTheTimerScriptFollowsTheClustersSize) {
  const std::string path = "myorg/infra/prod/dc1/galera-node1";
  play("mysqladmin", "exit 0");
  play("mysql", "echo 'wsrep_cluster_size 3'");
  expectCreated(run(kTimerScript, "/bin/bash"), path);
  EXPECT_EQ(api.service(path).at("message"), json::value("cluster_size=3"));
  play("mysql", "echo 'wsrep_cluster_size 2'");
  EXPECT_EQ(run(kTimerScript, "/bin/bash").at("status"), json::value("DEGRADED"));
  EXPECT_EQ(api.service(path).at("message"), json::value("cluster degraded: size=2"));
  play("mysqladmin", "exit 1");
  EXPECT_EQ(run(kTimerScript, "/bin/bash").at("status"), json::value("DOWN"));
  EXPECT_EQ(api.service(path).at("message"), json::value("MySQL not responding"));
  EXPECT_THAT(texts(api.events(path), "status"), ElementsAre("DOWN", "DEGRADED", "OPERATIONAL"));
}

// PUSH-21, PUSH-49: the documented answer to an unknown status.
TEST_F(DocumentedPush, WithAnUnknownStatusIsStoredAsUnknownWithAWarningAndSuccess) {
  const std::string line = replaced(kHealthPush, "\"OPERATIONAL\"", "\"FINE\"");
  const json::object answer = run(replaced(line, "curl -X", "curl -fX"));
  EXPECT_EQ(answer.at("status"), json::value("UNKNOWN"));
  EXPECT_THAT(texts(answer.at("warnings").as_array(), "code"), ElementsAre("status.unknown"));
  EXPECT_EQ(api.service(kService).at("status"), json::value("UNKNOWN"));
}

/// The block of lines of docs/push.md that holds a text.
std::string blockOfDocument(const std::string& text) {
  std::ifstream stream(std::string(ITOPS_SOURCE_DIR) + "/docs/push.md");
  const std::string document{std::istreambuf_iterator<char>(stream), {}};
  const auto inside = document.find(text);
  if (inside == document.npos) return "";
  const auto begin = document.rfind("```sh\n", inside) + 6;
  return document.substr(begin, document.find("```", begin) - begin);
}

// SLA-96
TEST_F(DocumentedPush, FromAHostKeepsTheKeyInAFileOfRootAlone) {
  TemporaryFolder folder;
  const auto onThisHost = [&](const std::string& lines) {
    return replaced(lines, "/etc/itops", (folder / "itops").string());
  };
  output(onThisHost(blockOfDocument("install -d -m 700")));
  const auto mode = std::filesystem::status(folder / "itops/push-header").permissions();
  EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  play("mysqladmin", "exit 0");
  const std::string script = blockOfDocument("/usr/local/bin/itops-health-push");
  const std::string here = replaced(script, "http://127.0.0.1:8080", "https://api.yourdomain.com");
  EXPECT_EQ(run(onThisHost(here)).at("status"), json::value("OPERATIONAL"));
  EXPECT_EQ(script.find("API_KEY"), script.npos) << "the script knows no key";
}

}  // namespace
}  // namespace itops::test
