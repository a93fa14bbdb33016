#include "database/backup/backup_plugin_test.hpp"

namespace itops::backup {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::int64_t kMiB = 1024 * 1024;

class BackupReportTest : public BackupPluginTest {
 protected:
  BackupReportTest() { start(); }

  ServiceRef expecting(const std::string& path) {
    const ServiceRef service = addService(path);
    expect(service);
    return service;
  }

  Answer history(const ServiceRef& service, const std::string& query = {}) {
    return get(one(service) + "/history" + query);
  }

  const ServiceRef db_ = addService("org/plat/prod/c1/db");
};

// PUSH-33, PUSH-35, PUSH-36, PUSH-37, PUSH-38: what a push says is shown.
TEST_F(BackupReportTest, IsStoredAndShown) {
  SentPush push = pushAbout(db_, Outcome::kSuccess);
  push.report.attempt.size_bytes = 5242880;
  push.report.attempt.duration_seconds = 12.5;
  push.report.attempt.message = "pg_dump completed";
  push.observed_at = "11:30";
  send({&push});
  EXPECT_EQ(push.answer.at("status"), json::value("ok"));
  EXPECT_EQ(push.answer.at("lastSuccessAt"), json::value("2026-03-01T11:30:00Z"));
  const Answer backup = shown(db_);
  EXPECT_EQ(backup.text("id"), db_.uuid.toString());
  EXPECT_EQ(backup.text("path"), db_.path);
  EXPECT_EQ(backup["expected"], json::value(false));
  EXPECT_EQ(backup.text("status"), "ok");
  EXPECT_EQ(backup.text("lastSuccessAt"), "2026-03-01T11:30:00Z");
  EXPECT_EQ(backup.text("lastAttemptAt"), "2026-03-01T11:30:00Z");
  EXPECT_EQ(backup.text("lastAttemptStatus"), "success");
  EXPECT_EQ(backup["sizeBytes"], json::value(5242880));
  EXPECT_EQ(backup["durationSeconds"].to_number<double>(), 12.5);
  EXPECT_EQ(backup.text("message"), "pg_dump completed");
  EXPECT_EQ(backup["maxAgeDays"].to_number<double>(), 1);
  EXPECT_TRUE(backup["overdueSince"].is_null());
}

// PUSH-41, PUSH-42, PUSH-43, START-49: last success and last attempt are apart.
TEST_F(BackupReportTest, OfAFailureLeavesTheLastSuccess) {
  report(db_, Outcome::kSuccess, "10:00");
  EXPECT_EQ(report(db_, Outcome::kPartial, "11:00").answer.at("status"), json::value("partial"));
  EXPECT_EQ(report(db_, Outcome::kFailed, "11:30").answer.at("status"), json::value("failed"));
  const Answer backup = shown(db_);
  EXPECT_EQ(backup.text("lastSuccessAt"), "2026-03-01T10:00:00Z");
  EXPECT_EQ(backup.text("lastAttemptAt"), "2026-03-01T11:30:00Z");
  EXPECT_EQ(backup.text("lastAttemptStatus"), "failed");
  EXPECT_THAT(history(db_).texts("status"), ElementsAre("failed", "partial", "success"));
}

TEST_F(BackupReportTest, ThatComesLateIsHistoryAndMayMoveTheLastSuccess) {
  report(db_, Outcome::kFailed, "11:00");
  report(db_, Outcome::kSuccess, "10:00");
  const Answer backup = shown(db_);
  EXPECT_EQ(backup.text("lastAttemptStatus"), "failed");
  EXPECT_EQ(backup.text("lastSuccessAt"), "2026-03-01T10:00:00Z");
  EXPECT_THAT(history(db_).texts("observedAt"),
              ElementsAre("2026-03-01T11:00:00Z", "2026-03-01T10:00:00Z"));
}

TEST_F(BackupReportTest, ThatIsTooOldIsAnsweredAndNotStored) {
  SentPush one = pushAbout(db_, Outcome::kSuccess);
  SentPush many = pushAboutGroup("payment", Outcome::kSuccess);
  addToGroup(expecting("org/plat/prod/c1/a"), "payment");
  one.too_old = many.too_old = true;
  send({&one, &many});
  EXPECT_EQ(one.answer.at("status"), json::value("never"));
  EXPECT_THAT(many.updated(), IsEmpty());
  EXPECT_THAT(many.warningCodes(), IsEmpty());
  EXPECT_THAT(history(db_).texts("status"), IsEmpty());
  EXPECT_THAT(get("/api/v1/backup").texts("path"), ElementsAre("org/plat/prod/c1/a"));
}

TEST_F(BackupReportTest, InOneBatchWithOthersOfTheSameServiceCountsInOrderOfTime) {
  const ServiceRef other = addService("org/plat/prod/c1/aa");
  SentPush newer = pushAbout(db_, Outcome::kFailed), older = pushAbout(db_, Outcome::kSuccess),
           elsewhere = pushAbout(other, Outcome::kPartial);
  older.observed_at = "09:00";
  send({&newer, &elsewhere, &older});
  EXPECT_EQ(shown(db_).text("status"), "failed");
  EXPECT_EQ(shown(db_).text("lastSuccessAt"), "2026-03-01T09:00:00Z");
  EXPECT_EQ(shown(other).text("status"), "partial");
}

TEST_F(BackupReportTest, WrittenAgainAfterItWasUndoneIsStoredOnce) {
  SentPush push = pushAboutGroup("nobody", Outcome::kSuccess);
  SentPush one = pushAbout(db_, Outcome::kSuccess);
  one.report.attempt.verified_at = at("13:00");
  EXPECT_THROW(database_.transact([&](Transaction& transaction) {
    std::vector<PushItem> items;
    for (SentPush* sent : {&push, &one}) {
      items.push_back({.address = sent->address,
                       .report = sent->report,
                       .warnings = sent->warnings,
                       .observed_at = at("12:00"),
                       .received_at = at("12:00"),
                       .service = sent->service});
    }
    endpoint().write(transaction, items);
    throw std::runtime_error("a neighbour can't be stored");
  }),
               std::runtime_error);
  send({&push, &one});
  EXPECT_THAT(push.warningCodes(), ElementsAre("backup.no_members"));
  EXPECT_THAT(one.warningCodes(), ElementsAre("field.coerced"));
  EXPECT_THAT(history(db_).texts("status"), ElementsAre("success"));
}

// PUSH-39, SLA-44, START-53
TEST_F(BackupReportTest, OfAGroupReachesExactlyTheMembersThatExpectBackups) {
  const ServiceRef a = expecting("org/plat/prod/c1/a"), b = expecting("org/plat/prod/c2/b"),
                   unasked = addService("org/plat/prod/c1/unasked"),
                   refused = addService("org/plat/prod/c1/refused"),
                   archived = expecting("org/plat/prod/c1/archived"),
                   left = expecting("org/plat/prod/c1/left"),
                   declared = addService("org/plat/prod/c1/declared"),
                   elsewhere = expecting("org/plat/prod/c1/elsewhere");
  for (const ServiceRef& member : {a, b, unasked, refused, archived, left, declared}) {
    addToGroup(member, "payment");
  }
  addToGroup(elsewhere, "other");
  expect(refused);
  declare(refused, "false, NULL, NULL");
  declare(declared, "true, '2026-03-01Z', NULL");
  archive(archived);
  database_.script(
      "UPDATE kernel.sla_group_member SET valid_to = '2026-03-01 10:00Z' "
      "WHERE service_id = " +
      std::to_string(left.id));

  SentPush push = pushAboutGroup("payment", Outcome::kSuccess);
  send({&push});
  EXPECT_THAT(push.updated(), ElementsAre(a.path, b.path, declared.path));
  EXPECT_EQ(push.answer.at("updatedCount"), json::value(3));
  EXPECT_THAT(push.warningCodes(), IsEmpty());
  EXPECT_EQ(shown(a).text("status"), "ok");
  EXPECT_EQ(history(b)["items"].at(0).at("addressedBy"), json::value("slaGroup"));
  for (const ServiceRef& untouched : {unasked, refused, left, elsewhere}) {
    EXPECT_EQ(shown(untouched).text("status"), "never") << untouched.path;
  }
}

TEST_F(BackupReportTest, OfAServiceInTwoWaysInTheSameGroupIsStoredOnce) {
  const ServiceRef a = expecting("org/plat/prod/c1/a");
  addToGroup(a, "payment");
  database_.script(
      "INSERT INTO kernel.sla_group_member (group_id, service_id, contributor, valid_from) "
      "SELECT group_id, service_id, 'agent:x', valid_from FROM kernel.sla_group_member");
  SentPush push = pushAboutGroup("payment", Outcome::kFailed);
  send({&push});
  EXPECT_THAT(history(a).texts("status"), ElementsAre("failed"));
}

// PUSH-40, SLA-45, START-54
TEST_F(BackupReportTest, OfANamespaceReachesItsExpectingServices) {
  const ServiceRef a = expecting("org/plat/prod/c1/a"), b = expecting("org/plat/prod/c1/b"),
                   other = expecting("org/plat/prod/c1/other"),
                   unasked = addService("org/plat/prod/c1/unasked");
  for (const ServiceRef& service : {a, b, unasked}) setNamespace(service, "production");
  setNamespace(other, "staging");
  SentPush push = pushAboutNamespace("production", "", Outcome::kSuccess);
  send({&push});
  EXPECT_THAT(push.updated(), ElementsAre(a.path, b.path));
  EXPECT_THAT(push.warningCodes(), IsEmpty());
  EXPECT_EQ(history(a)["items"].at(0).at("addressedBy"), json::value("namespace"));
  EXPECT_EQ(shown(other).text("status"), "never");
}

TEST_F(BackupReportTest, OfANamespaceInSeveralNodesWarnsUntilANodeIsNamed) {
  const ServiceRef here = expecting("org/plat/prod/c1/a"), there = expecting("org/plat/prod/c10/a");
  for (const ServiceRef& service : {here, there}) setNamespace(service, "production");
  SentPush both = pushAboutNamespace("production", "", Outcome::kSuccess);
  SentPush one = pushAboutNamespace("production", "org/plat/prod/c1", Outcome::kSuccess);
  send({&both, &one});
  EXPECT_THAT(both.updated(), ElementsAre(here.path, there.path));
  EXPECT_THAT(both.warningCodes(), ElementsAre("backup.namespace_ambiguous"));
  EXPECT_THAT(one.updated(), ElementsAre(here.path));
  EXPECT_THAT(one.warningCodes(), IsEmpty());
}

TEST_F(BackupReportTest, WithoutAnyExpectingMemberWarnsAndStoresNothing) {
  addToGroup(db_, "payment");
  setNamespace(db_, "production");
  SentPush group = pushAboutGroup("payment", Outcome::kSuccess),
           unknown = pushAboutGroup("no such group", Outcome::kSuccess),
           name_space = pushAboutNamespace("production", "org/plat/prod/c1", Outcome::kSuccess);
  send({&group, &unknown, &name_space});
  for (const SentPush* push : {&group, &unknown, &name_space}) {
    EXPECT_THAT(push->warningCodes(), ElementsAre("backup.no_members"));
    EXPECT_EQ(push->answer.at("updatedCount"), json::value(0));
  }
  EXPECT_EQ(group.warnings[0].field, "slaGroup");
  EXPECT_THAT(name_space.warnings[0].message, HasSubstr("'production' of org/plat/prod/c1"));
  EXPECT_THAT(get("/api/v1/backup").texts("path"), IsEmpty());
}

TEST_F(BackupReportTest, OfAnOddSizeIsExplainedUntilTheNextUsualOne) {
  for (const auto* time : {"01:00", "02:00", "03:00", "04:00", "05:00"}) {
    EXPECT_TRUE(
        report(db_, Outcome::kSuccess, time, 100 * kMiB).answer.at("sizeAnomaly").is_null());
  }
  report(db_, Outcome::kFailed, "05:30", 1);
  const SentPush odd = report(db_, Outcome::kSuccess, "06:00", kMiB);
  EXPECT_EQ(odd.answer.at("status"), json::value("ok")) << "a size is no status";
  const Answer backup = shown(db_);
  const json::object& anomaly = backup["sizeAnomaly"].as_object();
  EXPECT_EQ(json::value(anomaly), odd.answer.at("sizeAnomaly"));
  EXPECT_EQ(anomaly.at("expectedBytes"), json::value(100 * kMiB));
  EXPECT_EQ(anomaly.at("leastBytes"), json::value(75 * kMiB));
  EXPECT_EQ(anomaly.at("successesCompared"), json::value(5)) << "failures don't count";
  EXPECT_THAT(std::string(std::string_view(anomaly.at("explanation").as_string())),
              HasSubstr("1.0 MiB"));
  report(db_, Outcome::kFailed, "07:00");
  EXPECT_FALSE(shown(db_)["sizeAnomaly"].is_null());
  report(db_, Outcome::kSuccess, "08:00", 101 * kMiB);
  EXPECT_TRUE(shown(db_)["sizeAnomaly"].is_null());
}

TEST_F(BackupReportTest, KeepsWhenItWasVerifiedButNotInTheFuture) {
  SentPush push = pushAbout(db_, Outcome::kSuccess);
  push.report.attempt.verified_at = at("11:00");
  send({&push});
  EXPECT_EQ(shown(db_).text("verifiedAt"), "2026-03-01T11:00:00Z");
  EXPECT_THAT(push.warningCodes(), IsEmpty());
  push.report.attempt.verified_at = at("13:00");
  send({&push});
  EXPECT_EQ(shown(db_).text("verifiedAt"), "2026-03-01T12:00:00Z");
}

// SLA-63: nothing of the catalog is touched.
TEST_F(BackupReportTest, TouchesNeitherTagsNorStatusOfTheService) {
  const Statement catalog{"test.catalog", R"(
SELECT s::text || st::text AS all FROM kernel.service s
JOIN kernel.service_state st ON st.service_id = s.id)"};
  const std::string before(database_.run(catalog)[0].text("all"));
  report(db_, Outcome::kFailed);
  EXPECT_EQ(database_.run(catalog)[0].text("all"), before);
}

}  // namespace
}  // namespace itops::backup
