#include <fstream>
#include <sstream>

#include "database/gitops_status/gitops_status_test.hpp"
#include "support/long_form.hpp"
#include "support/temporary_folder.hpp"

namespace itops::gitops {
namespace {

constexpr const char* kVersion1 =
    R"({"repo":"rsyslog","server":"rsyslog-01","sync_status":"OUT_OF_SYNC","drift_count":1,)"
    R"("deployed_files":["/etc/a"],"drifted_files":["/etc/a"],"last_check":"2026-01-05T10:00:00Z"})";

class Import : public GitopsStatusTest {
 protected:
  Import() { kernel_->config.set("status_file", file_.string()); }

  void write(const std::string& text) { std::ofstream(file_, std::ios::trunc) << text; }
  std::string written() const {
    std::ostringstream text;
    text << std::ifstream(file_).rdbuf();
    return text.str();
  }
  void restart() {
    stop();
    kernel_->config.set("status_file", file_.string());
    start();
  }
  json::value imports() { return get("/api/v1/gitops/imports")["items"]; }

  test::TemporaryFolder folder_;
  const std::filesystem::path file_ = folder_ / "status.json";
};

/// A version 2 file with so many servers.
std::string fileOf(int count) {
  std::string text = R"({"version":"2.0","servers":{)";
  for (int i = 0; i < count; ++i) {
    const std::string host = "host-" + std::to_string(i);
    if (i > 0) text += ",\n";
    text += "\"fleet/" + host + R"(":{"server_group":"fleet","host":")" + host +
            R"(","status":"synced","changed_files":["/etc/\"a\"","b, {c}"],"branch":"master",)"
            R"("timestamp":"2026-04-26T11:00:00Z"})";
  }
  return text + "}}";
}

TEST_F(Import, NothingHappensWithoutAFile) {
  start();
  EXPECT_EQ(imports(), json::array());
  EXPECT_EQ(get("/status").raw.body, "[]");
}

// GITOPS-60, GITOPS-79, GITOPS-86, GITOPS-89
TEST_F(Import, OfVersion1KeepsEverything) {
  write(kVersion1);
  start();
  EXPECT_EQ(get("/api/status").body, json::parse(kVersion1));
  EXPECT_EQ(get("/status/rsyslog/rsyslog-01").text("status"), "out_of_sync");
  EXPECT_EQ(imports().at(0).at("fileVersion"), json::value("1"));
  EXPECT_EQ(written(), kVersion1) << "it is never touched";
}

// GITOPS-70, GITOPS-73, GITOPS-90
TEST_F(Import, OfVersion2ComesOutOfTheExportAsItWas) {
  const json::value file = json::parse(
      R"({"version":"2.0","servers":{"splunk-prod/indexer-01":{"project_name":"p",)"
      R"("repo_name":"r","server_group":"splunk-prod","server_type":"splunk",)"
      R"("environment":"prod","host":"indexer-01","status":"failed","changed_files":["/a"],)"
      R"("validation_status":"odd word","validation_message":"","last_pipeline_run":"noon",)"
      R"("last_cron_check":null,"commit_sha":"abc","branch":"master","updated_by":"jenkins",)"
      R"("timestamp":"2026-04-26T11:00:00+00:00"}}})");
  write(json::serialize(file));
  start();
  EXPECT_EQ(get("/api/v1/gitops/export").body, file);
  EXPECT_EQ(imports().at(0).at("added"), json::value(1));
  EXPECT_EQ(imports().at(0).at("imported"), json::value(true));
  EXPECT_EQ(imports().at(0).at("attemptedAt"), json::value(kNow));
}

TEST_F(Import, HappensOnce) {
  write(kVersion1);
  start();
  write(fileOf(2));
  restart();
  EXPECT_EQ(get("/status").body.as_array().size(), 1U);
  EXPECT_EQ(imports().as_array().size(), 1U);
}

TEST_F(Import, OfABrokenFileStoresNothingSaysWhyAndIsTriedAgain) {
  for (const std::string& broken :
       {std::string(), fileOf(9).substr(0, 500), std::string("no JSON"), fileOf(3) + fileOf(3),
        std::string(R"({"servers":{"a/b":{"server_group":"a"}}})")}) {
    write(broken);
    restart();
    EXPECT_EQ(get("/status").raw.body, "[]");
    EXPECT_EQ(imports().at(0).at("imported"), json::value(false));
    EXPECT_FALSE(imports().at(0).at("problem").as_string().empty());
    EXPECT_EQ(written(), broken);
    EXPECT_TRUE(kernel_->logger.contains(LogLevel::kError, "was not imported"));
  }
  write(fileOf(3));
  restart();
  EXPECT_EQ(get("/status").body.as_array().size(), 3U);
  EXPECT_EQ(imports().at(0).at("problem"), json::value(nullptr));
}

TEST_F(Import, LeavesServersThatReportedAlready) {
  start();
  pipeline("fleet", "host-1", {{"status", "failed"}});
  write(fileOf(3));
  restart();
  EXPECT_EQ(get("/status/fleet/host-1").text("status"), "failed");
  EXPECT_EQ(imports().at(0).at("added"), json::value(2));
  EXPECT_EQ(imports().at(0).at("known"), json::value(1));
}

TEST_F(Import, TakesALargeFleet) {
  const int servers = test::longForm() ? 50'000 : 5'000;
  write(fileOf(servers));
  start();
  EXPECT_EQ(value("SELECT count(*) FROM gitops_status.server"), std::to_string(servers));
  const Answer server = get("/status/fleet/host-" + std::to_string(servers - 1));
  EXPECT_EQ(server["changed_files"], json::parse(R"(["/etc/\"a\"","b, {c}"])"));
  EXPECT_EQ(server.text("timestamp"), "2026-04-26T11:00:00Z");
}

}  // namespace
}  // namespace itops::gitops
