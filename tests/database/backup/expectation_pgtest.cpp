#include "database/backup/backup_plugin_test.hpp"

namespace itops::backup {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

class ExpectationTest : public BackupPluginTest {
 protected:
  ExpectationTest() { start(); }

  const ServiceRef db_ = addService("org/plat/prod/c1/db");
};

TEST_F(ExpectationTest, IsSetByPatch) {
  const Answer changed =
      patch(db_, {{"expected", true}, {"maxAgeDays", 0.5}, {"schedule", "0 2 * * *"}});
  EXPECT_EQ(changed.status, 200);
  EXPECT_EQ(changed["expected"], json::value(true));
  EXPECT_EQ(changed.text("expectedSince"), "2026-03-01T12:00:00Z");
  EXPECT_EQ(changed["maxAgeDays"].to_number<double>(), 0.5);
  EXPECT_EQ(changed.text("schedule"), "0 2 * * *");
  EXPECT_EQ(changed.text("status"), "never");
  EXPECT_EQ(shown(db_).body, changed.body);
}

TEST_F(ExpectationTest, CountsFromWhenItBecameTrue) {
  expect(db_);
  setClock("13:00");
  patch(db_, {{"expected", true}, {"maxAgeDays", 2}});
  EXPECT_EQ(shown(db_).text("expectedSince"), "2026-03-01T12:00:00Z");
  patch(db_, {{"expected", false}});
  EXPECT_TRUE(shown(db_)["expectedSince"].is_null());
  expect(db_);
  EXPECT_EQ(shown(db_).text("expectedSince"), "2026-03-01T13:00:00Z");
}

TEST_F(ExpectationTest, OfWhichOnlyOneFieldChangesKeepsTheOthersAndNullTakesOneBack) {
  patch(db_, {{"expected", true}, {"maxAgeDays", 0.5}, {"schedule", "daily"}});
  patch(db_, {{"maxAgeDays", nullptr}});
  const Answer backup = shown(db_);
  EXPECT_EQ(backup["maxAgeDays"].to_number<double>(), 1);
  EXPECT_EQ(backup["expected"], json::value(true));
  EXPECT_EQ(backup.text("schedule"), "daily");
  patch(db_, {{"expected", nullptr}, {"schedule", nullptr}});
  EXPECT_EQ(shown(db_)["expected"], json::value(false));
  EXPECT_TRUE(shown(db_)["schedule"].is_null());
}

TEST_F(ExpectationTest, OfGitIsShownAndWins) {
  expect(db_);
  database_.script(
      "INSERT INTO kernel.service_declaration (service_id, declared_at, "
      "backup_expected, backup_expected_since, backup_max_age_days, backup_schedule, "
      "backup_storage_size, backup_retention) VALUES (" +
      std::to_string(db_.id) +
      ", '2026-03-01Z', true, '2026-03-01 08:00Z', 0.5, '0 2 * * *', '100Gi', '30d')");
  const Answer backup = shown(db_);
  EXPECT_EQ(backup["expected"], json::value(true));
  EXPECT_EQ(backup.text("expectedSince"), "2026-03-01T08:00:00Z");
  EXPECT_EQ(backup["maxAgeDays"].to_number<double>(), 0.5);
  EXPECT_EQ(backup.text("schedule"), "0 2 * * *");
  EXPECT_EQ(backup.text("storageSize"), "100Gi");
  EXPECT_EQ(backup.text("retention"), "30d");
  EXPECT_EQ(backup["declaredByGit"],
            json::value(json::array{"expected", "maxAgeDays", "schedule"}));
}

TEST_F(ExpectationTest, ThatGitDeclaresCantBePatched) {
  declare(db_, "false, NULL, 2");
  const Answer refused = patch(db_, {{"expected", true}, {"maxAgeDays", 1}, {"schedule", "daily"}});
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.code(), "declared_by_git");
  EXPECT_THAT(refused.fields(), ElementsAre("expected", "maxAgeDays"));
  EXPECT_THAT(std::string(std::string_view(refused["errors"].at(0).at("message").as_string())),
              HasSubstr("Git declares it"));
  EXPECT_TRUE(shown(db_)["schedule"].is_null()) << "nothing of it was changed";
  EXPECT_EQ(patch(db_, {{"expected", nullptr}}).status, 409);
  EXPECT_EQ(patch(db_, {{"schedule", "daily"}}).status, 200);
  EXPECT_THAT(kernel_.audit.entries(), SizeIs(1));
}

TEST_F(ExpectationTest, OfPeopleCountsAgainWhenGitSaysNothingAnyMore) {
  expect(db_);
  declare(db_, "false, NULL, NULL");
  EXPECT_EQ(shown(db_)["expected"], json::value(false));
  declare(db_, "NULL, NULL, NULL");
  EXPECT_EQ(shown(db_)["expected"], json::value(true));
  EXPECT_EQ(shown(db_).text("expectedSince"), "2026-03-01T12:00:00Z");
}

TEST_F(ExpectationTest, TellsEverythingThatIsWrongAtOnce) {
  EXPECT_THAT(patch(db_, {{"expected", "yes"}, {"maxAgeDays", 0}, {"schedule", ""}, {"maxAge", 1}})
                  .fields(),
              ElementsAre("expected", "maxAgeDays", "schedule", "maxAge"));
  EXPECT_EQ(patch(db_, {{"maxAgeDays", 3651}}).status, 400);
  EXPECT_EQ(call(Method::kPatch, one(db_), "[]").code(), "json_not_object");
  EXPECT_THAT(get("/api/v1/backup").texts("path"), IsEmpty());
}

TEST_F(ExpectationTest, WantsAServiceThatIsThere) {
  EXPECT_EQ(patch({0, Uuid::generate(), ""}, {{"expected", true}}).code(), "service_not_found");
  EXPECT_EQ(call(Method::kPatch, "/api/v1/backup/x", "{}").code(), "service_not_found");
  archive(db_);
  EXPECT_EQ(patch(db_, {{"expected", true}}).code(), "service_not_found");
}

TEST_F(ExpectationTest, IsAuditedAndWantsAPermission) {
  patch(db_, {{"expected", true}, {"maxAgeDays", 2}});
  ASSERT_THAT(kernel_.audit.entries(), SizeIs(1));
  const auto& recorded = kernel_.audit.entries()[0];
  EXPECT_EQ(recorded.caller, "ann");
  EXPECT_EQ(recorded.entry.action, "backup.update");
  EXPECT_EQ(recorded.entry.object_id, db_.uuid.toString());
  EXPECT_EQ(recorded.entry.object_name, db_.path);
  EXPECT_EQ(recorded.entry.before, R"({"expected":null,"maxAgeDays":null,"schedule":null})");
  EXPECT_EQ(json::parse(recorded.entry.after).at("expected"), json::value(true));
  const auto reader = test::RequestBuilder(Method::kPatch, one(db_)).permission("backup.read");
  EXPECT_EQ(kernel_.router.call(reader).status, 403);
}

}  // namespace
}  // namespace itops::backup
