// Backups as the whole program sees them: the lines of the user documentation, run as they stand by
// a shell, where only the address is another one; then what the API shows.
// Long: a third of it are the documented lines, whole.

#include <gmock/gmock.h>

#include <chrono>

#include "e2e/shared_core.hpp"
#include "itops/timestamp.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::SizeIs;
using testing::UnorderedElementsAre;

constexpr const char* kReport = "/api/v1/backup/report";
constexpr const char* kDatabase = "myorg/platform/prod/cluster1/postgresql";

// "Push Endpoints", backup push.
constexpr const char* kBackupPush =
    R"sh(curl -X POST https://api.yourdomain.com/api/v1/backup/report \
  -H "X-API-Key: $OPERATOR_API_KEY" \
  -H "Content-Type: application/json" \
  -d '{
    "path": "myorg/platform/prod/cluster1/postgresql",
    "status": "success",
    "sizeBytes": 5242880,
    "message": "pg_dump completed"
  }'
)sh";

// "SLA Monitoring", webhook call.
constexpr const char* kSlaMonitoringService =
    R"sh(# Service-level report (nodeId recommended for correct placement)
curl -X POST https://api.yourdomain.com/api/v1/backup/report \
-H "X-API-Key: $OPERATOR_API_KEY" \
-H "Content-Type: application/json" \
-d '{"service":"my-database","nodeId":"myorg/platform/prod/cluster1","status":"success","sizeBytes":5242880}'
)sh";
constexpr const char* kSlaMonitoringGroup =
    R"sh(# SLA Group-level report (propagates to all services with backup.expected=true)
curl -X POST https://api.yourdomain.com/api/v1/backup/report \
-H "X-API-Key: $OPERATOR_API_KEY" \
-d '{"slaGroup":"payment-system","status":"success"}'
)sh";
constexpr const char* kSlaMonitoringNamespace =
    R"sh(# Namespace-level report
curl -X POST https://api.yourdomain.com/api/v1/backup/report \
-H "X-API-Key: $OPERATOR_API_KEY" \
-d '{"namespace":"production","status":"success"}'
)sh";

// "Getting Started", webhook call.
constexpr const char* kGettingStartedService =
    R"sh(# Service-level report
curl -X POST https://api.itops.example.com/api/v1/backup/report \
-H "Authorization: Bearer $API_KEY" \
-H "Content-Type: application/json" \
-d '{"service":"my-database","status":"success","sizeBytes":5242880}'
)sh";
constexpr const char* kGettingStartedGroup =
    R"sh(# SLA Group-level report (propagates to all services with backup.expected=true)
curl -X POST https://api.itops.example.com/api/v1/backup/report \
-H "Authorization: Bearer $API_KEY" \
-d '{"slaGroup":"payment-system","status":"success"}'
)sh";
constexpr const char* kGettingStartedNamespace =
    R"sh(# Namespace-level report
curl -X POST https://api.itops.example.com/api/v1/backup/report \
-H "Authorization: Bearer $API_KEY" \
-d '{"namespace":"production","status":"success"}'
)sh";

// "GitOps Repository", backup reporter.
constexpr const char* kBackupReporter = R"sh(BACKUP_SIZE=107374182400
# monitoring/backup-reporter.yaml
# Add to your existing backup CronJob (pg_dump, mysqldump, etc.)
# After successful backup, report to ITOps:
curl -s -X POST "$API_URL/api/v1/backup/report" \
-H "X-API-Key: $API_KEY" \
-H "Content-Type: application/json" \
-d "{\"service\":\"postgresql\",\"nodeId\":\"myorg/myplatform/prod/cluster1\",\"status\":\"success\",\"sizeBytes\":$BACKUP_SIZE}"
)sh";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  for (auto at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
  return text;
}

std::string daysAgo(double days) {
  using Days = std::chrono::duration<double, std::ratio<86400>>;
  return formatTimestamp(
      std::chrono::round<std::chrono::seconds>(std::chrono::system_clock::now() - Days(days)));
}

// They share a core: no two tests push the same path, group or namespace with the same meaning.
class Backups : public SharedCore {
 protected:
  /// Runs the lines and returns the answer that curl printed.
  json::object run(const std::string& lines) {
    const std::string url = "http://127.0.0.1:" + std::to_string(core().port());
    std::string text = lines;
    for (const auto* host : {"https://api.yourdomain.com", "https://api.itops.example.com"}) {
      text = replaced(text, host, url);
    }
    const Finished finished = runProgram({"/bin/sh", "-c", "exec 2>/dev/null\n" + text},
                                         {{"OPERATOR_API_KEY", core().key()},
                                          {"API_KEY", core().key()},
                                          {"API_URL", url},
                                          {"PATH", "/usr/bin:/bin"}});
    EXPECT_EQ(finished.exit_code, 0) << finished.output;
    json::error_code error;
    const json::value answer = json::parse(finished.output, error);
    return answer.is_object() ? answer.as_object() : json::object{{"no json", finished.output}};
  }

  Answer report(const json::object& body) {
    return api.call("POST", kReport, json::serialize(body));
  }
  json::object backupOf(const std::string& path) {
    const auto items = api.all("/api/v1/backup?path=" + path);
    return items.size() == 1 ? items[0].as_object() : json::object{};
  }
  Answer change(const std::string& path, const json::object& body) {
    return api.patch("/api/v1/backup/" + textOf(api.service(path).at("id")), body);
  }
  /// A service of the catalog whose backups are expected.
  void addExpecting(const std::string& path, json::object health) {
    health["path"] = path;
    health["status"] = "OPERATIONAL";
    api.push(health);
    EXPECT_EQ(change(path, {{"expected", true}}).status, 200);
  }
};

void expectBackupCreated(const json::object& answer, const std::string& path) {
  EXPECT_EQ(answer.at("success"), json::value(true)) << json::serialize(answer);
  EXPECT_EQ(answer.at("created"), json::value(true));
  EXPECT_EQ(answer.at("path"), json::value(path));
  EXPECT_EQ(answer.at("status"), json::value("ok"));
}

void expectSuccess(const json::object& backup, std::int64_t size_bytes) {
  EXPECT_EQ(backup.at("status"), json::value("ok"));
  EXPECT_EQ(backup.at("lastAttemptStatus"), json::value("success"));
  EXPECT_EQ(backup.at("lastSuccessAt"), backup.at("lastAttemptAt"));
  EXPECT_EQ(backup.at("sizeBytes"), json::value(size_bytes));
}

// PUSH-01, PUSH-33, PUSH-34, PUSH-35, PUSH-36, PUSH-37, PUSH-38, PUSH-41, SLA-36
TEST_F(Backups, OfPushEndpointsCreateTheServiceAndAreShown) {
  const json::object answer = run(kBackupPush);
  expectBackupCreated(answer, kDatabase);
  EXPECT_THAT(answer.at("warnings").as_array(), IsEmpty());
  const json::object backup = backupOf(kDatabase);
  expectSuccess(backup, 5242880);
  EXPECT_EQ(backup.at("message"), json::value("pg_dump completed"));
  const json::object service = api.service(kDatabase);
  EXPECT_EQ(backup.at("id"), service.at("id"));
  EXPECT_EQ(service.at("source"), json::value("external"));
  EXPECT_EQ(run(kBackupPush).at("created"), json::value(false));
  EXPECT_THAT(api.all("/api/v1/backup/" + textOf(backup.at("id")) + "/history"), SizeIs(2));
}

// SLA-35, SLA-42, SLA-43
TEST_F(Backups, OfSlaMonitoringAreStoredUnderTheirNode) {
  expectBackupCreated(run(kSlaMonitoringService), "myorg/platform/prod/cluster1/my-database");
  expectSuccess(backupOf("myorg/platform/prod/cluster1/my-database"), 5242880);
}

// SLA-39, SLA-40, START-48, START-51, START-52
TEST_F(Backups, OfGettingStartedWithoutANodeAreStoredUnderUnknownAndSaySo) {
  const json::object answer = run(kGettingStartedService);
  const std::string path = "unknown/unknown/unknown/unknown/my-database";
  expectBackupCreated(answer, path);
  EXPECT_THAT(texts(answer.at("warnings").as_array(), "code"), ElementsAre("path.padded"));
  expectSuccess(backupOf(path), 5242880);
}

// REPO-107, REPO-124
TEST_F(Backups, OfTheBackupReporterMayBeLargerThan32Bits) {
  const std::string path = "myorg/myplatform/prod/cluster1/postgresql";
  expectBackupCreated(run(kBackupReporter), path);
  expectSuccess(backupOf(path), 107374182400);
}

// PUSH-39, SLA-44, SLA-46, START-53
TEST_F(Backups, OfAGroupReachTheMembersThatExpectThem) {
  EXPECT_THAT(texts(run(kSlaMonitoringGroup).at("warnings").as_array(), "code"),
              ElementsAre("backup.no_members"));
  addExpecting("grp/b/c/d/one", {{"slaGroup", "payment-system"}});
  addExpecting("grp/b/c/e/two", {{"slaGroup", "payment-system"}});
  addExpecting("grp/b/c/d/other", {{"slaGroup", "other"}});
  api.push({{"path", "grp/b/c/d/unasked"}, {"status", "DOWN"}, {"slaGroup", "payment-system"}});
  for (const auto* lines : {kSlaMonitoringGroup, kGettingStartedGroup}) {
    const json::object answer = run(lines);
    EXPECT_EQ(answer.at("success"), json::value(true));
    EXPECT_EQ(answer.at("updatedCount"), json::value(2));
    EXPECT_THAT(texts(answer.at("updated").as_array(), "path"),
                ElementsAre("grp/b/c/d/one", "grp/b/c/e/two"));
    EXPECT_THAT(answer.at("warnings").as_array(), IsEmpty());
  }
  const auto items = api.all("/api/v1/backup?path=grp");
  EXPECT_THAT(texts(items, "path"),
              ElementsAre("grp/b/c/d/one", "grp/b/c/d/other", "grp/b/c/e/two"));
  EXPECT_THAT(texts(items, "status"), ElementsAre("ok", "never", "ok"));
}

// PUSH-40, SLA-45, SLA-46, START-54
TEST_F(Backups, OfANamespaceReachItsServicesThatExpectThem) {
  addExpecting("nsp/b/c/d/one", {{"namespace", "production"}});
  addExpecting("nsp/b/c/d/other", {{"namespace", "staging"}});
  for (const auto* lines : {kSlaMonitoringNamespace, kGettingStartedNamespace}) {
    const json::object answer = run(lines);
    EXPECT_THAT(texts(answer.at("updated").as_array(), "path"), ElementsAre("nsp/b/c/d/one"));
    EXPECT_THAT(answer.at("warnings").as_array(), IsEmpty());
  }
  addExpecting("nsp/b/c/e/two", {{"namespace", "production"}});
  const json::object both = run(kSlaMonitoringNamespace);
  EXPECT_THAT(texts(both.at("updated").as_array(), "path"),
              ElementsAre("nsp/b/c/d/one", "nsp/b/c/e/two"));
  EXPECT_THAT(texts(both.at("warnings").as_array(), "code"),
              ElementsAre("backup.namespace_ambiguous"));
  const Answer narrowed =
      report({{"namespace", "production"}, {"nodeId", "nsp/b/c/e"}, {"status", "success"}});
  EXPECT_THAT(texts(narrowed["updated"].as_array(), "path"), ElementsAre("nsp/b/c/e/two"));
  EXPECT_THAT(narrowed.warnings(), IsEmpty());
}

// PUSH-42, PUSH-43, PUSH-44, PUSH-45, SLA-30, SLA-31, START-49
TEST_F(Backups, WithOddFieldsAreStoredWithWarnings) {
  const Answer odd = report({{"path", path("db")},
                             {"status", "great"},
                             {"sizeBytes", -5},
                             {"durationSeconds", "12"},
                             {"verifiedAt", "yesterday"},
                             {"compression", "zstd"}});
  EXPECT_EQ(odd.status, 201);
  EXPECT_THAT(odd.warnings(),
              UnorderedElementsAre("backup.status_unknown", "field.ignored", "field.coerced",
                                   "field.ignored", "field.unexpected"));
  EXPECT_EQ(odd.text("status"), "failed");
  EXPECT_EQ(backupOf(path("db")).at("durationSeconds"), json::value(nullptr)) << "of no success";
  EXPECT_EQ(report({{"path", path("db")}, {"status", "SUCCESS"}}).text("status"), "ok");
  EXPECT_EQ(report({{"path", path("db")}, {"status", "partial"}}).text("status"), "partial");
  const json::object backup = backupOf(path("db"));
  EXPECT_EQ(backup.at("lastAttemptStatus"), json::value("partial"));
  EXPECT_NE(backup.at("lastSuccessAt"), backup.at("lastAttemptAt"));
}

// SLA-32, SLA-37, START-50
TEST_F(Backups, ThatStayAwayAreStaleUntilTheNextSuccess) {
  report({{"path", path("db")}, {"status", "success"}, {"observedAt", daysAgo(1.5)}});
  EXPECT_EQ(backupOf(path("db")).at("status"), json::value("stale"));
  change(path("db"), {{"expected", true}, {"maxAgeDays", 2.5}});
  EXPECT_EQ(backupOf(path("db")).at("status"), json::value("ok"));
  change(path("db"), {{"maxAgeDays", 1.25}});
  EXPECT_THAT(texts(api.all("/api/v1/backup?status=stale&expected=true&path=" + node()), "path"),
              ElementsAre(path("db")));
  report({{"path", path("db")}, {"status", "failed"}});
  EXPECT_EQ(backupOf(path("db")).at("status"), json::value("stale"));
  report({{"path", path("db")}, {"status", "success"}});
  EXPECT_EQ(backupOf(path("db")).at("status"), json::value("ok"));
  EXPECT_EQ(backupOf(path("db")).at("overdueSince"), json::value(nullptr));
}

// SLA-63
TEST_F(Backups, SayNothingOfHealthOrTags) {
  api.push({{"path", path("db")}, {"status", "DEGRADED"}, {"tags", {"database"}}});
  const json::object before = api.service(path("db"));
  report({{"path", path("db")}, {"status", "failed"}, {"message", "disk full"}});
  const json::object after = api.service(path("db"));
  for (const auto* member : {"status", "message", "tags", "statusSince"}) {
    EXPECT_EQ(after.at(member), before.at(member)) << member;
  }
  EXPECT_THAT(texts(api.events(path("db")), "status"), ElementsAre("DEGRADED"));
  EXPECT_THAT(texts(api.snapshots(path("db")), "status"), ElementsAre("DEGRADED"));
  report({{"path", path("new")}, {"status", "failed"}});
  EXPECT_EQ(api.service(path("new")).at("status"), json::value("UNKNOWN"));
  EXPECT_THAT(api.service(path("new")).at("tags").as_array(), IsEmpty());
}

TEST_F(Backups, AreNotExpectedWhereNobodyIsAndChangesAreAudited) {
  report({{"path", path("db")}, {"status", "success"}});
  EXPECT_EQ(backupOf(path("db")).at("expected"), json::value(false));
  EXPECT_EQ(change(path("db"), {{"expected", true}}).status, 200);
  const auto trail = api.all("/api/v1/audit?action=backup.update&objectId=" +
                             textOf(api.service(path("db")).at("id")));
  ASSERT_THAT(trail, SizeIs(1));
}

// SLA-29, SLA-33, SLA-34, SLA-79, SLA-80: what the it-ops.yaml of a service says, as an agent
// registers it.
TEST_F(Backups, ThatAnAgentRegistersAreExpectedBeforeAnyReport) {
  const json::object backup{
      {"expected", true}, {"maxAgeDays", 1.5}, {"schedule", "0 2 * * *"}, {"storageSize", "100Gi"}};
  const json::object declaration{{"path", path("db")},
                                 {"operations", json::object{{"backup", backup}}}};
  const Answer registered =
      api.call("POST", "/api/v1/operator/register", json::serialize(declaration));
  ASSERT_THAT(registered.warnings(), IsEmpty());
  const json::object shown = backupOf(path("db"));
  ASSERT_FALSE(shown.empty());
  EXPECT_EQ(shown.at("status"), json::value("never"));
  for (const auto& [member, value] : backup) EXPECT_EQ(shown.at(member), value) << member;
  EXPECT_EQ(shown.at("declaredByGit"),
            json::value(json::array{"expected", "maxAgeDays", "schedule"}));
  const Answer refused = change(path("db"), {{"expected", false}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.body.at_pointer("/errors/0/field"), json::value("expected"));
}

}  // namespace
}  // namespace itops::test
