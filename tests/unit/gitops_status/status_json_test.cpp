#include "status_json.hpp"

#include <gtest/gtest.h>

namespace itops::gitops {
namespace {

Server sample() {
  Server server{.key = {"splunk-prod", "splunk-indexer-01"}, .status = SyncStatus::kOutOfSync};
  server.changed_files = {"/etc/a", "/etc/\"b\""};
  server.details[Detail::kServerType] = "splunk";
  server.details[Detail::kValidationMessage] = "line 1\nline \"2\"\t\\";
  server.updated_at = "2026-04-26T11:00:00Z";
  return server;
}

// GITOPS-45, GITOPS-46, GITOPS-47, GITOPS-48, GITOPS-49, GITOPS-50, GITOPS-51, GITOPS-52, GITOPS-53
TEST(StatusJson, HasAllMembersInTheOrderOfTheDocument) {
  std::string text;
  appendServer(text, sample(), std::nullopt);
  EXPECT_EQ(
      text,
      R"({"project_name":null,"repo_name":null,"server_group":"splunk-prod",)"
      R"("server_type":"splunk","environment":null,"host":"splunk-indexer-01",)"
      R"("status":"out_of_sync","changed_files_count":2,"changed_files":["/etc/a","/etc/\"b\""],)"
      R"("validation_status":null,"validation_message":"line 1\nline \"2\"\t\\",)"
      R"("last_pipeline_run":null,"last_cron_check":null,"commit_sha":null,"branch":null,)"
      R"("updated_by":null,"timestamp":"2026-04-26T11:00:00Z"})");
}

TEST(StatusJson, EndsWithTheAgeWhereItIsAskedFor) {
  std::string text;
  appendServer(text, sample(), Age{90, true});
  EXPECT_TRUE(text.ends_with(R"(,"last_check_age_seconds":90,"stale":true})")) << text;
}

// GITOPS-71
TEST(StatusJson, OfAFileHasNoCount) {
  std::string text;
  appendStoredServer(text, sample());
  EXPECT_EQ(text.find("changed_files_count"), text.npos);
  EXPECT_EQ(text.find("drift_count"), text.npos);
}

TEST(StatusJson, OfVersion1ShowsWhatItKnew) {
  Server server = sample();
  EXPECT_EQ(legacyText(server),
            R"({"repo":"splunk-prod","server":"splunk-indexer-01","sync_status":"OUT_OF_SYNC",)"
            R"("drift_count":2,"deployed_files":[],"drifted_files":["/etc/a","/etc/\"b\""],)"
            R"("last_check":"2026-04-26T11:00:00Z"})");
  server.status = SyncStatus::kSynced;
  server.drift_count = 5;
  server.deployed_files = std::vector<std::string>{"/etc/c"};
  server.details[Detail::kLastCronCheck] = "5 o'clock";
  EXPECT_EQ(legacyText(server),
            R"({"repo":"splunk-prod","server":"splunk-indexer-01","sync_status":"SYNCED",)"
            R"("drift_count":5,"deployed_files":["/etc/c"],)"
            R"("drifted_files":["/etc/a","/etc/\"b\""],"last_check":"5 o'clock"})");
}

TEST(EntityTag, IsOfTheBodyAlone) {
  EXPECT_EQ(entityTagOf("[]"), entityTagOf("[]"));
  EXPECT_NE(entityTagOf("[]"), entityTagOf("[1]"));
}

TEST(EntityTag, IsNamedByAListByAnyKindAndByAStar) {
  EXPECT_TRUE(namesEntityTag(R"(W/"a")", R"(W/"a")"));
  EXPECT_TRUE(namesEntityTag(R"("a")", R"(W/"a")"));
  EXPECT_TRUE(namesEntityTag(R"("x" ,	W/"a")", R"(W/"a")"));
  EXPECT_TRUE(namesEntityTag("*", R"(W/"a")"));
  EXPECT_FALSE(namesEntityTag("", R"(W/"a")"));
  EXPECT_FALSE(namesEntityTag(R"("aa", a)", R"(W/"a")"));
}

}  // namespace
}  // namespace itops::gitops
