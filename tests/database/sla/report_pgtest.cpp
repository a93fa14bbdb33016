#include <algorithm>
#include <filesystem>
#include <fstream>

#include "database/sla/sla_plugin_test.hpp"
#include "itops/testing/request.hpp"

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// Reports of 1 March 2026 at noon, about 28 February.
class ReportsTest : public SlaPluginTest {
 protected:
  ReportsTest() { kernel_.config.set("report_dir", folder_.path().string()); }

  /// A service that was down for some minutes of the reported day, in the group `shop`.
  void makeData(int down_minutes) {
    start();
    addService("acme/shop/prod/c1/api", "high", "shop");
    database_.run(
        "SELECT sla.ensure_assignments();"
        "INSERT INTO sla.aggregation (next_window) VALUES ('2026-03-01 11:40Z');"
        "INSERT INTO sla.sla_periods SELECT s, 86400000 - d, 0, d, 0, 0, 0, 1, 1, k, t FROM "
        "(VALUES ('2026-02-28Z'::timestamptz, 1), ('2026-02-01Z', 3)) p (s, t), "
        "generate_series(1, 2) k, (SELECT " +
        std::to_string(down_minutes * 60'000) + " AS d) d");
  }
  Answer generate() { return call(Method::kPost, "/api/v1/sla/report/generate"); }
  std::string download(const std::string& file) {
    return kernel_.router
        .call(test::RequestBuilder::get("/api/v1/sla/reports/" + file).permission("sla.read"))
        .body;
  }
};

// SLA-13, SLA-14, SLA-19, SLA-120
TEST_F(ReportsTest, AreMadeAtOnceAsJsonPdfAndCsv) {
  makeData(36);
  const Answer answer = generate();
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.text("date"), "2026-03-01");
  EXPECT_EQ(answer.text("day"), "2026-02-28");
  EXPECT_EQ(answer.text("path"), (folder_.path() / "sla-report-2026-03-01.pdf").string());
  EXPECT_THAT(answer["warnings"].as_array(), IsEmpty());
  const json::value report = get("/api/v1/sla/reports/2026-03-01.json").body;
  EXPECT_EQ(report.at_pointer("/groups/0/day/uptimePercent").to_number<double>(), 97.5);
  EXPECT_EQ(report.at_pointer("/services/0/path"), json::value("acme/shop/prod/c1/api"));
  EXPECT_THAT(download("2026-03-01.pdf"), StartsWith("%PDF-"));
  EXPECT_THAT(download("2026-03-01.csv"), HasSubstr("acme/shop/prod/c1/api"));
}

TEST_F(ReportsTest, LieInTheirFolderAsTheyAreDownloaded) {
  makeData(36);
  generate();
  std::ifstream file(folder_.path() / "sla-report-2026-03-01.pdf", std::ios::binary);
  const std::string pdf{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(pdf, download("2026-03-01.pdf"));
  EXPECT_TRUE(std::filesystem::exists(folder_.path() / "sla-report-2026-03-01.json"));
}

// SLA-121
TEST_F(ReportsTest, OfOneDayAreOverwritten) {
  makeData(36);
  generate();
  EXPECT_EQ(generate()["revision"].to_number<int>(), 2);
  kernel_.clock.advance(std::chrono::hours(24));
  generate();
  EXPECT_THAT(get("/api/v1/sla/reports").texts("date"), ElementsAre("2026-03-02", "2026-03-01"));
}

TEST_F(ReportsTest, ShowGroupsWithoutDataToo) {
  start();
  addService("acme/shop/prod/c1/api", "high", "shop");
  generate();
  const json::value report = get("/api/v1/sla/reports/2026-03-01.json").body;
  EXPECT_EQ(report.at_pointer("/groups/0/name"), json::value("shop"));
  EXPECT_TRUE(report.at_pointer("/groups/0/day/uptimePercent").is_null());
}

TEST_F(ReportsTest, KeepTheirFiguresAndTellWhatIsDifferentByNow) {
  makeData(36);
  generate();
  database_.run(
      "UPDATE sla.sla_periods SET down_ms = 0, up_ms = 86400000, revision = 2 "
      "WHERE type = 1 AND subject = 2");
  const json::value report = get("/api/v1/sla/reports/2026-03-01.json").body;
  EXPECT_EQ(report.at_pointer("/groups/0/day/uptimePercent").to_number<double>(), 97.5);
  ASSERT_EQ(report.at("differences").as_array().size(), 1U);
  EXPECT_EQ(report.at_pointer("/differences/0/group"), json::value("shop"));
  EXPECT_EQ(report.at_pointer("/differences/0/published/uptimePercent").to_number<double>(), 97.5);
  EXPECT_EQ(report.at_pointer("/differences/0/current/uptimePercent").to_number<double>(), 100);
}

TEST_F(ReportsTest, ThatCannotBeWrittenAreKeptAndSaySo) {
  kernel_.config.set("report_dir", "/proc/no/such/folder");
  makeData(36);
  const Answer answer = generate();
  EXPECT_EQ(answer.status, 200);
  EXPECT_TRUE(answer["path"].is_null());
  EXPECT_THAT(answer["warnings"].at(0).at("message").as_string(),
              HasSubstr("/proc/no/such/folder"));
  EXPECT_THAT(download("2026-03-01.pdf"), StartsWith("%PDF-"));
}

// SLA-12, SLA-117
TEST_F(ReportsTest, AreMadeEveryDayAtSeven) {
  makeData(36);
  const auto& jobs = kernel_.scheduler.jobs();
  const auto found = std::find_if(jobs.begin(), jobs.end(),
                                  [](const Job& one) { return one.name == "sla.make_report"; });
  ASSERT_NE(found, jobs.end());
  const Job& job = *found;
  EXPECT_EQ(job.schedule.kind(), Schedule::Kind::kDailyAt);
  EXPECT_EQ(job.schedule.text(), "07:00");
  EXPECT_EQ(job.schedule.timeZone(), "") << "that of the platform";
  EXPECT_EQ(job.missed, MissedRuns::kEach) << "those that were missed are made at the start";
  EXPECT_EQ(job.catch_up_max, 7);
  kernel_.scheduler.run("sla.make_report");
  EXPECT_THAT(get("/api/v1/sla/reports").texts("date"), ElementsAre("2026-03-01"));
}

TEST_F(ReportsTest, ThatWereMissedAreThoseOfTheirDate) {
  makeData(36);
  kernel_.clock.advance(std::chrono::hours(24));
  test::FakeJobRun missed(at("07:00"));
  kernel_.scheduler.run("sla.make_report", missed);
  kernel_.scheduler.run("sla.make_report");
  EXPECT_THAT(get("/api/v1/sla/reports").texts("date"), ElementsAre("2026-03-02", "2026-03-01"));
  EXPECT_THAT(get("/api/v1/sla/reports").texts("day"), ElementsAre("2026-03-01", "2026-02-28"));
  const json::value report = get("/api/v1/sla/reports/2026-03-01.json").body;
  EXPECT_EQ(report.at("generatedAt"), json::value("2026-03-02T12:00:00Z"));
  EXPECT_EQ(report.at_pointer("/groups/0/day/uptimePercent").to_number<double>(), 97.5);
}

TEST_F(ReportsTest, KeepTheirFiguresForASetTime) {
  kernel_.config.set("report_figures_keep", "2d");
  makeData(36);
  generate();
  const auto kept = [this] {
    kernel_.scheduler.run("sla.make_report");
    return database_.values("SELECT DISTINCT report_date FROM sla.report_figure ORDER BY 1");
  };
  kernel_.clock.advance(std::chrono::hours(48));
  EXPECT_THAT(kept(), ElementsAre("2026-03-01", "2026-03-03"));
  kernel_.clock.advance(std::chrono::hours(24));
  EXPECT_THAT(kept(), ElementsAre("2026-03-03", "2026-03-04"));
  EXPECT_EQ(get("/api/v1/sla/reports/2026-03-01.json").status, 200);
}

TEST_F(ReportsTest, ThatAreNotThereAreNotFound) {
  start();
  for (const char* file : {"2026-03-01.pdf", "2026-03-01.doc", "2026-13-01.pdf", "x", "latest"}) {
    EXPECT_EQ(get("/api/v1/sla/reports/" + std::string(file)).code(), "report_not_found") << file;
  }
}

}  // namespace
}  // namespace itops::sla
