#include "status_file.hpp"

#include <gmock/gmock.h>

#include "itops/error.hpp"
#include "status_json.hpp"

namespace itops::gitops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Optional;

const Timestamp kReadAt = *parseTimestamp("2026-05-01T00:00:00Z");

// "Storage Format" of the document, its omissions left out.
constexpr const char* kVersion2 = R"({
  "version": "2.0",
  "servers": {
    "rsyslog-prod/rsyslog-01": {
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
      "commit_sha": "abc1234",
      "branch": "master",
      "updated_by": "woodpecker",
      "last_pipeline_run": "2026-04-26T10:30:00Z",
      "last_cron_check": "2026-04-26T11:00:00Z",
      "timestamp": "2026-04-26T11:00:00Z"
    },
    "splunk-prod/splunk-indexer-01": {
      "server_group": "splunk-prod", "server_type": "splunk", "host": "splunk-indexer-01",
      "status": "out_of_sync", "changed_files": ["/opt/x"], "last_cron_check": "yesterday"
    }
  }
})";

std::string refusalOf(const std::string& text) {
  try {
    parseStatusFile(text, kReadAt);
  } catch (const Error& error) {
    return error.what();
  }
  return "read";
}

// GITOPS-70, GITOPS-71, GITOPS-90
TEST(StatusFile, OfVersion2IsReadWhole) {
  const StatusFile file = parseStatusFile(kVersion2, kReadAt);
  EXPECT_EQ(file.version, "2.0");
  ASSERT_EQ(file.servers.size(), 2U);
  const Server& server = file.servers[0];
  EXPECT_EQ(server.key, (ServerKey{"rsyslog-prod", "rsyslog-01"}));
  EXPECT_EQ(server.status, SyncStatus::kSynced);
  EXPECT_EQ(server.details[Detail::kCommitSha], "abc1234");
  EXPECT_EQ(server.details[Detail::kLastCronCheck], "2026-04-26T11:00:00Z");
  EXPECT_EQ(server.updated_at, "2026-04-26T11:00:00Z");
  EXPECT_EQ(formatTimestamp(server.reported_at), "2026-04-26T11:00:00Z");
}

TEST(StatusFile, KeepsWhatClientsHadSentAndKnowsNoTimeInTheFuture) {
  const Server server = parseStatusFile(kVersion2, kReadAt).servers[1];
  EXPECT_EQ(server.details[Detail::kLastCronCheck], "yesterday");
  EXPECT_THAT(server.changed_files, ElementsAre("/opt/x"));
  EXPECT_EQ(server.reported_at, kReadAt);
  EXPECT_EQ(server.updated_at, "2026-05-01T00:00:00Z");
}

// GITOPS-60, GITOPS-86, GITOPS-89
TEST(StatusFile, OfVersion1LosesNothing) {
  const StatusFile file = parseStatusFile(
      R"({"repo":"rsyslog","server":"rsyslog-01","sync_status":"OUT_OF_SYNC","drift_count":3,)"
      R"("deployed_files":["/etc/a","/etc/b"],"drifted_files":["/etc/a"],)"
      R"("last_check":"2026-01-05T10:00:00Z"})",
      kReadAt);
  EXPECT_EQ(file.version, "1");
  ASSERT_EQ(file.servers.size(), 1U);
  const Server& server = file.servers[0];
  EXPECT_EQ(server.key, (ServerKey{"rsyslog", "rsyslog-01"}));
  EXPECT_EQ(server.status, SyncStatus::kOutOfSync);
  EXPECT_EQ(server.details[Detail::kRepoName], "rsyslog");
  EXPECT_EQ(server.details[Detail::kLastCronCheck], "2026-01-05T10:00:00Z");
  EXPECT_EQ(server.drift_count, 3);
  EXPECT_THAT(server.deployed_files, Optional(ElementsAre("/etc/a", "/etc/b")));
  EXPECT_THAT(server.changed_files, ElementsAre("/etc/a"));
  EXPECT_EQ(formatTimestamp(server.reported_at), "2026-01-05T10:00:00Z");
}

TEST(StatusFile, MayHaveNoServers) {
  EXPECT_TRUE(parseStatusFile(R"({"version":"2.0","servers":{}})", kReadAt).servers.empty());
}

TEST(StatusFile, IsRefusedAsAWholeWithAReason) {
  EXPECT_THAT(refusalOf(""), HasSubstr("is empty"));
  EXPECT_THAT(refusalOf(" \n"), HasSubstr("is empty"));
  EXPECT_THAT(refusalOf(std::string(kVersion2).substr(0, 400)), HasSubstr("not complete"));
  EXPECT_THAT(refusalOf("[]"), HasSubstr("JSON object"));
  EXPECT_THAT(refusalOf("{}"), HasSubstr("neither"));
  EXPECT_THAT(refusalOf(R"({"servers":[]})"), HasSubstr("not an object"));
  EXPECT_THAT(refusalOf(R"({"servers":{"a/b":1}})"), HasSubstr(R"(servers["a/b"])"));
  EXPECT_THAT(refusalOf(R"({"servers":{"a/b":{"server_group":"a","host":"b","status":"good"}}})"),
              HasSubstr(R"(1 thing is wrong: servers["a/b"].status: Expected one of)"));
  EXPECT_THAT(refusalOf(R"({"servers":{"x":{"server_group":"a","host":"b"},)"
                        R"("y":{"server_group":"a","host":"b"}}})"),
              HasSubstr("twice"));
  EXPECT_THAT(refusalOf(R"({"repo":"r"})"), HasSubstr("2 things are wrong"));
}

TEST(StatusFile, NamesTwentyThingsAtMost) {
  std::string text = R"({"servers":{"s0":1)";
  for (int i = 1; i < 100; ++i) text += ",\"s" + std::to_string(i) + "\":1";
  try {
    parseStatusFile(text + "}}", kReadAt);
    FAIL();
  } catch (const Error& error) {
    EXPECT_EQ(error.fields().size(), 20U);
    EXPECT_THAT(error.what(), HasSubstr("100 things"));
  }
}

// GITOPS-89
TEST(StatusFile, ComesOutAsItWasRead) {
  const Server server = parseStatusFile(kVersion2, kReadAt).servers[0];
  std::string text;
  appendStoredServer(text, server);
  const auto entry = boost::json::parse(kVersion2).at("servers").at("rsyslog-prod/rsyslog-01");
  EXPECT_EQ(boost::json::parse(text), entry);
}

}  // namespace
}  // namespace itops::gitops
