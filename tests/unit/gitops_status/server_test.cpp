#include "server.hpp"

#include <gmock/gmock.h>

namespace itops::gitops {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const Timestamp kNow = *parseTimestamp("2026-04-26T11:00:00.7Z");

/// A server with all that a pipeline and a drift check have told.
Server knownServer() {
  Server server{.id = 1, .key = {"rsyslog-prod", "rsyslog-01"}, .status = SyncStatus::kSynced};
  for (std::size_t i = 0; i < kDetailCount; ++i) server.details[static_cast<Detail>(i)] = "before";
  server.changed_files = {"/etc/a"};
  return server;
}

/// A report that names every text.
Report fullReport(ReportSource source) {
  Report report{.source = source, .key = {"rsyslog-prod", "rsyslog-01"}};
  report.status = SyncStatus::kFailed;
  report.changed_files = std::vector<std::string>{"/etc/b"};
  for (std::size_t i = 0; i < kDetailCount; ++i) report.details[static_cast<Detail>(i)] = "told";
  return report;
}

std::vector<std::string_view> changedDetails(const Server& server) {
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kDetailCount; ++i) {
    if (server.details[static_cast<Detail>(i)] == "told") names.push_back(kDetailNames[i]);
  }
  return names;
}

// GITOPS-30
TEST(Server, APipelineOwnsAllButTheDriftCheck) {
  Server server = knownServer();
  apply(server, fullReport(ReportSource::kPipeline), false, kNow);
  EXPECT_THAT(
      changedDetails(server),
      ElementsAre("project_name", "repo_name", "server_type", "environment", "validation_status",
                  "validation_message", "last_pipeline_run", "commit_sha", "branch", "updated_by"));
}

// GITOPS-37, GITOPS-38, GITOPS-39
TEST(Server, ADriftCheckOwnsItsTimeAlone) {
  Server server = knownServer();
  apply(server, fullReport(ReportSource::kCron), false, kNow);
  EXPECT_THAT(changedDetails(server), ElementsAre("last_cron_check"));
  EXPECT_EQ(server.status, SyncStatus::kFailed);
  EXPECT_THAT(server.changed_files, ElementsAre("/etc/b"));
}

TEST(Server, AVersion1ClientOwnsRepositoryAndCheck) {
  Server server = knownServer();
  apply(server, fullReport(ReportSource::kLegacy), false, kNow);
  EXPECT_THAT(changedDetails(server), ElementsAre("repo_name", "last_cron_check"));
}

TEST(Server, WhatAReportDoesNotTellStays) {
  for (const auto source : {ReportSource::kPipeline, ReportSource::kCron, ReportSource::kLegacy}) {
    Server server = knownServer();
    const Change change = apply(server, {.source = source}, false, kNow);
    EXPECT_EQ(server.status, SyncStatus::kSynced);
    EXPECT_THAT(server.changed_files, ElementsAre("/etc/a"));
    EXPECT_THAT(changedDetails(server), IsEmpty());
    EXPECT_FALSE(change.is_news);
    EXPECT_EQ(server.updated_at, "2026-04-26T11:00:00Z");
    EXPECT_EQ(server.reported_at, kNow);
  }
}

TEST(Server, AnotherStatusOrOtherFilesAreNews) {
  const auto isNews = [](const Report& report) {
    Server server = knownServer();
    return apply(server, report, false, kNow).is_news;
  };
  EXPECT_TRUE(isNews({.status = SyncStatus::kOutOfSync}));
  EXPECT_TRUE(isNews({.changed_files = {{"/etc/a", "/etc/b"}}}));
  EXPECT_FALSE(isNews({.status = SyncStatus::kSynced, .changed_files = {{"/etc/a"}}}));
}

TEST(Server, OfANewOneEverythingIsNewsAndNothingWasBefore) {
  Server server;
  const Change change = apply(server, {.status = SyncStatus::kUnknown}, true, kNow);
  EXPECT_TRUE(change.is_news);
  EXPECT_FALSE(change.status_before);
  EXPECT_EQ(apply(server, {.status = SyncStatus::kSynced}, false, kNow).status_before,
            SyncStatus::kUnknown);
}

TEST(Server, ADriftCountOfVersion1EndsWithOtherFiles) {
  Server server = knownServer();
  Report report{.source = ReportSource::kLegacy, .changed_files = {{"/etc/a"}}, .drift_count = 7};
  apply(server, report, false, kNow);
  EXPECT_EQ(server.drift_count, 7);
  apply(server, {.source = ReportSource::kCron}, false, kNow);
  EXPECT_EQ(server.drift_count, 7);
  apply(server, {.source = ReportSource::kCron, .changed_files = {{}}}, false, kNow);
  EXPECT_FALSE(server.drift_count);
}

}  // namespace
}  // namespace itops::gitops
