#include "report_reader.hpp"

#include <gmock/gmock.h>

namespace itops::gitops {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Optional;

namespace json = boost::json;

/// A body with the three required fields and these.
std::string bodyWith(json::object further) {
  json::object body{{"server_group", "test"}, {"host", "test-01"}, {"status", "synced"}};
  for (const auto& member : further) body[member.key()] = member.value();
  return json::serialize(body);
}

Report pipeline(const json::object& further) {
  return readReport(ReportSource::kPipeline, bodyWith(further)).report;
}

/// `field: message` of everything that is wrong.
std::vector<std::string> problems(ReportSource source, const std::string& body) {
  std::vector<std::string> problems;
  try {
    source == ReportSource::kLegacy ? readLegacyReport(body) : readReport(source, body);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    for (const FieldError& field : error.fields()) {
      problems.push_back(field.field + ": " + field.message);
    }
    if (error.fields().empty()) problems.push_back(error.code() + ": " + error.what());
  }
  return problems;
}

std::vector<std::string> codes(const std::vector<ReportWarning>& warnings) {
  std::vector<std::string> codes;
  for (const auto& warning : warnings) codes.push_back(warning.code + " " + warning.field);
  return codes;
}

// GITOPS-28
TEST(PipelineReport, NeedsThreeFieldsOnly) {
  const Report report = pipeline({});
  EXPECT_EQ(report.key.group, "test");
  EXPECT_EQ(report.key.host, "test-01");
  EXPECT_EQ(report.status, SyncStatus::kSynced);
  EXPECT_FALSE(report.changed_files);
  EXPECT_EQ(report.details, Details());
}

// GITOPS-08, GITOPS-09, GITOPS-10, GITOPS-16
TEST(PipelineReport, NamesEveryMissingFieldAtOnce) {
  EXPECT_THAT(problems(ReportSource::kPipeline, "{}"),
              ElementsAre("server_group: This field is required: expected a text.",
                          "host: This field is required: expected a text.",
                          "status: This field is required: expected one of synced, out_of_sync, "
                          "failed, unknown."));
}

// GITOPS-11, GITOPS-12, GITOPS-13, GITOPS-14
TEST(PipelineReport, TakesFourWordsOfStatus) {
  EXPECT_EQ(pipeline({{"status", "synced"}}).status, SyncStatus::kSynced);
  EXPECT_EQ(pipeline({{"status", "out_of_sync"}}).status, SyncStatus::kOutOfSync);
  EXPECT_EQ(pipeline({{"status", "failed"}}).status, SyncStatus::kFailed);
  EXPECT_EQ(pipeline({{"status", "unknown"}}).status, SyncStatus::kUnknown);
}

// GITOPS-15
TEST(PipelineReport, RefusesAnyOtherStatusAndSaysWhichThereAre) {
  for (const json::value& status : {json::value("SYNCED"), json::value("drifted"), json::value(""),
                                    json::value(1), json::value(json::array{"synced"})}) {
    EXPECT_THAT(problems(ReportSource::kPipeline, bodyWith({{"status", status}})),
                ElementsAre("status: Expected one of synced, out_of_sync, failed, unknown."))
        << status;
  }
}

// GITOPS-17, GITOPS-18, GITOPS-19, GITOPS-20, GITOPS-22, GITOPS-23, GITOPS-24, GITOPS-25, GITOPS-26
TEST(PipelineReport, TakesEachOptionalText) {
  for (const char* name : {"project_name", "repo_name", "server_type", "environment",
                           "validation_message", "commit_sha", "branch", "updated_by"}) {
    const Report report = pipeline({{name, "some text"}});
    for (std::size_t i = 0; i < kDetailCount; ++i) {
      const auto& text = report.details[static_cast<Detail>(i)];
      EXPECT_EQ(text.value_or("none"), kDetailNames[i] == name ? "some text" : "none") << name;
    }
  }
  for (const char* word : {"passed", "failed", "skipped"}) {
    EXPECT_THAT(pipeline({{"validation_status", word}}).details[Detail::kValidationStatus],
                Optional(std::string(word)));
  }
}

// GITOPS-21
TEST(PipelineReport, TakesChangedFiles) {
  const json::array files{"/etc/a", "/etc/b \"c\""};
  EXPECT_THAT(pipeline({{"changed_files", files}}).changed_files,
              Optional(ElementsAre("/etc/a", "/etc/b \"c\"")));
  EXPECT_THAT(pipeline({{"changed_files", json::array()}}).changed_files, Optional(IsEmpty()));
}

TEST(PipelineReport, RefusesWhatCanNotBeUsed) {
  struct Case {
    const char* field;
    json::value value;
    const char* message;
  };
  for (const Case& one : {Case{"host", "a/b", "without a slash"},
                          {"host", "", "not empty"},
                          {"server_group", json::string(1025, 'x'), "1024"},
                          {"branch", true, "Expected a text"},
                          {"branch", json::string("a\0b", 3), "without NUL"},
                          {"validation_status", "ok", "passed, failed, skipped"},
                          {"last_pipeline_run", "yesterday", "2026-04-26T10:30:00Z"},
                          {"changed_files", "/etc/a", "Expected a list"},
                          {"changed_files", json::array{1}, "Expected file names"},
                          {"changed_files", json::array(10'001, json::value("a")), "10000"}}) {
    EXPECT_THAT(problems(ReportSource::kPipeline, bodyWith({{one.field, one.value}})),
                ElementsAre(testing::AllOf(testing::StartsWith(std::string(one.field) + ": "),
                                           HasSubstr(one.message))));
  }
}

TEST(PipelineReport, CountsNullAsAbsent) {
  EXPECT_EQ(pipeline({{"branch", nullptr}, {"changed_files", nullptr}}).details, Details());
  EXPECT_THAT(problems(ReportSource::kPipeline, bodyWith({{"status", nullptr}})),
              ElementsAre(HasSubstr("required")));
}

TEST(PipelineReport, WarnsOfWhatItBendsOrIgnores) {
  const auto read = readReport(
      ReportSource::kPipeline,
      bodyWith({{"commit_sha", 1234567}, {"last_cron_check", "2026-04-26"}, {"colour", "red"}}));
  EXPECT_THAT(codes(read.warnings),
              ElementsAre("field.coerced commit_sha", "field.unexpected last_cron_check",
                          "field.unexpected colour"));
  EXPECT_EQ(read.report.details[Detail::kCommitSha], "1234567");
  EXPECT_FALSE(read.report.details[Detail::kLastCronCheck]);
}

TEST(PipelineReport, CutsAMessageThatIsTooLongBetweenCharacters) {
  std::string text(kMessageBytesMax - 1, 'x');
  const auto read = readReport(ReportSource::kPipeline,
                               bodyWith({{"validation_message", text + "\u00e4\u00e4"}}));
  EXPECT_EQ(read.report.details[Detail::kValidationMessage], text);
  EXPECT_THAT(codes(read.warnings), ElementsAre("field.cut validation_message"));
}

TEST(PipelineReport, TakesNulOutOfAMessage) {
  const auto read = readReport(ReportSource::kPipeline,
                               bodyWith({{"validation_message", json::string("a\0b", 3)}}));
  EXPECT_EQ(read.report.details[Detail::kValidationMessage], "ab");
}

TEST(Report, MustBeAJsonObject) {
  EXPECT_THAT(problems(ReportSource::kPipeline, ""), ElementsAre(HasSubstr("json_invalid")));
  EXPECT_THAT(problems(ReportSource::kPipeline, "[]"), ElementsAre(HasSubstr("json_not_object")));
  EXPECT_THAT(problems(ReportSource::kPipeline, "{\n\"host\": tru}"),
              ElementsAre(HasSubstr("line 2")));
  EXPECT_THAT(problems(ReportSource::kPipeline, "{} {}"), ElementsAre(HasSubstr("json_invalid")));
  EXPECT_THAT(problems(ReportSource::kPipeline, "{\"host\":\"\xff\"}"),
              ElementsAre(HasSubstr("json_invalid")));
}

// GITOPS-32, GITOPS-33
TEST(CronReport, NeedsTheServerOnly) {
  const auto read = readReport(ReportSource::kCron, R"({"server_group":"test","host":"test-01"})");
  EXPECT_FALSE(read.report.status);
  EXPECT_FALSE(read.report.changed_files);
  EXPECT_THAT(problems(ReportSource::kCron, "{}"),
              ElementsAre(HasSubstr("server_group"), HasSubstr("host")));
}

// GITOPS-34, GITOPS-35, GITOPS-36
TEST(CronReport, TakesStatusFilesAndTime) {
  const auto read =
      readReport(ReportSource::kCron, bodyWith({{"status", "out_of_sync"},
                                                {"changed_files", json::array{"/etc/rsyslog.conf"}},
                                                {"last_cron_check", "2026-04-26T11:00:00Z"},
                                                {"commit_sha", "abc"}}));
  EXPECT_EQ(read.report.status, SyncStatus::kOutOfSync);
  EXPECT_THAT(read.report.changed_files, Optional(ElementsAre("/etc/rsyslog.conf")));
  EXPECT_EQ(read.report.details[Detail::kLastCronCheck], "2026-04-26T11:00:00Z");
  EXPECT_FALSE(read.report.details[Detail::kCommitSha]);
  EXPECT_THAT(codes(read.warnings), ElementsAre("field.unexpected commit_sha"));
  EXPECT_THAT(problems(ReportSource::kCron, bodyWith({{"status", "ok"}})), testing::SizeIs(1));
}

constexpr const char* kLegacyStored =
    R"({"repo":"rsyslog","server":"rsyslog-01","sync_status":"OUT_OF_SYNC","drift_count":1,)"
    R"("deployed_files":["/etc/a","/etc/b"],"drifted_files":["/etc/a"],)"
    R"("last_check":"2026-01-05 10:00:00"})";

// GITOPS-59
TEST(LegacyReport, IsReadInItsNewerForm) {
  const Report report = readLegacyReport(kLegacyStored).report;
  EXPECT_EQ(report.key, (ServerKey{"rsyslog", "rsyslog-01"}));
  EXPECT_EQ(report.status, SyncStatus::kOutOfSync);
  EXPECT_EQ(report.drift_count, 1);
  EXPECT_THAT(report.deployed_files, Optional(ElementsAre("/etc/a", "/etc/b")));
  EXPECT_THAT(report.changed_files, Optional(ElementsAre("/etc/a")));
  EXPECT_EQ(report.details[Detail::kRepoName], "rsyslog");
  EXPECT_EQ(report.details[Detail::kLastCronCheck], "2026-01-05 10:00:00");
}

TEST(LegacyReport, IsReadInItsOlderForm) {
  const Report report =
      readLegacyReport(
          R"({"repo":"rsyslog","server":"rsyslog-01","sync_status":"SYNCED","drift_count":0,)"
          R"("files":[{"name":"/etc/a"},{"name":"/etc/b"}],"last_check":"whenever"})")
          .report;
  EXPECT_EQ(report.status, SyncStatus::kSynced);
  EXPECT_THAT(report.changed_files, Optional(ElementsAre("/etc/a", "/etc/b")));
}

TEST(LegacyReport, NamesWhatIsWrong) {
  EXPECT_THAT(problems(ReportSource::kLegacy, "{}"),
              ElementsAre(HasSubstr("repo: "), HasSubstr("server: "), HasSubstr("sync_status: ")));
  EXPECT_THAT(
      problems(ReportSource::kLegacy, R"({"repo":"r","server":"s","sync_status":"synced"})"),
      ElementsAre("sync_status: Expected one of SYNCED, OUT_OF_SYNC."));
}

}  // namespace
}  // namespace itops::gitops
