#include "database/backup/backup_plugin_test.hpp"
#include "itops/events/backup_overdue.hpp"
#include "itops/events/backup_recovered.hpp"

namespace itops::backup {
namespace {

using testing::IsEmpty;
using testing::Optional;
using testing::SizeIs;

class BackupAlarmTest : public BackupPluginTest {
 protected:
  BackupAlarmTest() {
    start();
    expect(db_);
  }

  /// Lets the job run at a time.
  void watchAt(const std::string& time) {
    setClock(time);
    kernel_.scheduler.run("backup.watch_overdue");
  }

  auto overdue() { return kernel_.events.published<BackupOverdue>(); }
  auto recovered() { return kernel_.events.published<BackupRecovered>(); }

  const ServiceRef db_ = addService("org/plat/prod/c1/db");
};

// START-50, SLA-37: a day after the last success, and two hours of grace.
TEST_F(BackupAlarmTest, IsToldOnceAfterTheGrace) {
  report(db_, Outcome::kSuccess, "11:00");
  watchAt("02 11:01");
  EXPECT_EQ(shown(db_).text("status"), "stale");
  EXPECT_EQ(shown(db_).text("overdueSince"), "2026-03-02T11:00:00Z");
  watchAt("02 13:00");
  EXPECT_THAT(overdue(), IsEmpty());
  watchAt("02 13:01");
  watchAt("02 13:02");
  ASSERT_THAT(overdue(), SizeIs(1));
  const BackupOverdue event = overdue()[0];
  EXPECT_EQ(event.service_id, db_.uuid);
  EXPECT_EQ(event.service_key, db_.id);
  EXPECT_EQ(event.path, db_.path);
  EXPECT_EQ(event.overdue_since, at("02 11:00"));
  EXPECT_EQ(event.occurred_at, at("02 13:00"));
  EXPECT_THAT(event.last_success_at, Optional(at("11:00")));
  EXPECT_EQ(event.max_age_days, 1);
  EXPECT_EQ(event.orderingKey(), db_.uuid.toString());
}

TEST_F(BackupAlarmTest, IsEndedByTheNextSuccessAndByNothingLess) {
  report(db_, Outcome::kSuccess, "11:00");
  watchAt("02 14:00");
  report(db_, Outcome::kFailed);
  report(db_, Outcome::kPartial);
  report(db_, Outcome::kSuccess, "12:00");
  EXPECT_THAT(recovered(), IsEmpty()) << "a late success that is too old itself ends nothing";
  setClock("02 14:30");
  report(db_, Outcome::kSuccess);
  report(db_, Outcome::kSuccess);
  watchAt("02 14:31");
  ASSERT_THAT(recovered(), SizeIs(1));
  EXPECT_EQ(recovered()[0].reason, "success");
  EXPECT_EQ(recovered()[0].overdue_since, at("02 11:00"));
  EXPECT_EQ(recovered()[0].occurred_at, at("02 14:30"));
  EXPECT_EQ(recovered()[0].orderingKey(), db_.uuid.toString());
  watchAt("03 17:00");
  EXPECT_THAT(overdue(), SizeIs(2)) << "the next time is told again";
}

// SLA-38
TEST_F(BackupAlarmTest, OfAServiceNeverBackedUpCountsFromWhenItWasExpected) {
  watchAt("02 12:01");
  EXPECT_EQ(shown(db_).text("status"), "stale");
  watchAt("02 14:01");
  ASSERT_THAT(overdue(), SizeIs(1));
  EXPECT_EQ(overdue()[0].overdue_since, at("02 12:00"));
  EXPECT_EQ(overdue()[0].last_success_at, std::nullopt);
}

TEST_F(BackupAlarmTest, IsNotRaisedWhereNobodyExpectsBackups) {
  const ServiceRef other = addService("org/plat/prod/c1/other");
  report(other, Outcome::kSuccess);
  report(db_, Outcome::kSuccess, "12:00");
  patch(db_, {{"expected", nullptr}});
  watchAt("09 12:00");
  EXPECT_EQ(shown(other).text("status"), "stale");
  EXPECT_THAT(overdue(), IsEmpty());
}

TEST_F(BackupAlarmTest, EndsWhenBackupsAreNoLongerExpectedOrMayBeOlder) {
  const ServiceRef aged = addService("org/plat/prod/c1/aged"),
                   archived = addService("org/plat/prod/c1/archived");
  for (const ServiceRef& service : {aged, archived}) expect(service);
  watchAt("03 00:00");
  EXPECT_THAT(overdue(), SizeIs(3));
  patch(db_, {{"expected", false}});
  patch(aged, {{"maxAgeDays", 30}});
  archive(archived);
  watchAt("03 00:01");
  watchAt("03 00:02");
  std::vector<std::string> ends;
  for (const auto& event : recovered()) ends.push_back(event.path + " " + event.reason);
  EXPECT_THAT(ends, testing::UnorderedElementsAre(db_.path + " not_expected", aged.path + " age",
                                                  archived.path + " archived"));
  EXPECT_EQ(recovered()[0].occurred_at, at("03 00:01"));
}

TEST_F(BackupAlarmTest, OfAnArchivedServiceIsNotRaised) {
  archive(db_);
  watchAt("09 12:00");
  EXPECT_THAT(overdue(), IsEmpty());
}

TEST_F(BackupAlarmTest, FollowsWhatGitDeclares) {
  declare(db_, "true, '2026-03-01 06:00Z', 0.25");
  watchAt("14:01");
  ASSERT_THAT(overdue(), SizeIs(1));
  EXPECT_EQ(overdue()[0].overdue_since, at("12:00"));
  EXPECT_EQ(overdue()[0].max_age_days, 0.25);
}

TEST_F(BackupAlarmTest, IsLeftToTheReplicaThatLeads) {
  test::FakeJobRun run(at("09 12:00"));
  run.loseLeadership();
  setClock("09 12:00");
  EXPECT_THROW(kernel_.scheduler.run("backup.watch_overdue", run), Error);
  EXPECT_THAT(overdue(), IsEmpty());
  watchAt("09 12:01");
  EXPECT_THAT(overdue(), SizeIs(1));
}

TEST_F(BackupAlarmTest, OldReportsAreRemovedHourlyAndTheStateStays) {
  report(db_, Outcome::kSuccess, "11:00");
  kernel_.clock.set(at("11:00") + std::chrono::days(400));
  kernel_.scheduler.run("backup.clean_up");
  EXPECT_THAT(get(one(db_) + "/history").texts("status"), SizeIs(1));
  kernel_.clock.advance(std::chrono::seconds(1));
  kernel_.scheduler.run("backup.clean_up");
  EXPECT_THAT(get(one(db_) + "/history").texts("status"), IsEmpty());
  EXPECT_EQ(shown(db_).text("lastSuccessAt"), "2026-03-01T11:00:00Z");
}

/// Settings come before the start.
class BackupSettingTest : public BackupPluginTest {
 protected:
  const ServiceRef db_ = addService("org/plat/prod/c1/db");
};

TEST_F(BackupSettingTest, SaysHowOldASuccessMayBeAndHowLongTheGraceIs) {
  kernel_.config.set("max_age_days", "0.5");
  kernel_.config.set("overdue_grace", "0s");
  start();
  expect(db_);
  report(db_, Outcome::kSuccess);
  EXPECT_EQ(shown(db_)["maxAgeDays"].to_number<double>(), 0.5);
  kernel_.clock.set(at("02 00:00"));
  kernel_.scheduler.run("backup.watch_overdue");
  EXPECT_THAT(kernel_.events.published<BackupOverdue>(), IsEmpty());
  kernel_.clock.advance(std::chrono::seconds(1));
  kernel_.scheduler.run("backup.watch_overdue");
  EXPECT_THAT(kernel_.events.published<BackupOverdue>(), SizeIs(1));
}

TEST_F(BackupSettingTest, MayCountPartialBackupsAsSuccess) {
  kernel_.config.set("partial_is_success", "true");
  start();
  const SentPush push = report(db_, Outcome::kPartial, "11:00");
  EXPECT_EQ(push.answer.at("status"), json::value("partial"));
  EXPECT_EQ(push.answer.at("lastSuccessAt"), json::value("2026-03-01T11:00:00Z"));
}

}  // namespace
}  // namespace itops::backup
