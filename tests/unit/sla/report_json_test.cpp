#include "report/report_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "unit/sla/report_samples.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;
using testing::HasSubstr;

json::value parsed(const Report& report) {
  return json::parse(reportJson(report));
}

TEST(ReportJsonTest, SaysWhatItIsAbout) {
  const json::value report = parsed(test::fullReport());
  EXPECT_EQ(report.at("date").as_string(), "2026-03-02");
  EXPECT_EQ(report.at("day").as_string(), "2026-03-01");
  EXPECT_EQ(report.at("month").as_string(), "2026-03");
  EXPECT_EQ(report.at("generatedAt").as_string(), "2026-03-02T06:00:00Z");
  EXPECT_EQ(report.at("timeZone").as_string(), "Europe/Berlin");
  EXPECT_EQ(report.at("revision").as_int64(), 1);
}

TEST(ReportJsonTest, HasEveryGroupWithDataOrWithout) {
  const json::value report = parsed(test::fullReport());
  const auto& groups = report.at("groups").as_array();
  ASSERT_EQ(groups.size(), 9U);
  EXPECT_EQ(groups[0].at("name").as_string(), "batch");
  EXPECT_TRUE(groups[0].at("day").at("uptimePercent").is_null());
  EXPECT_EQ(groups[0].at("day").at("status").as_string(), "no_data");
  EXPECT_EQ(groups[2].at("rollUp").as_string(), "worst");
  EXPECT_EQ(groups[2].at("members").as_array().size(), 3U);
  EXPECT_EQ(groups[2].at("day").at("status").as_string(), "breached");
  EXPECT_EQ(groups[2].at("day").at("budgetSpentMs").as_int64(), 2'525'000);
  EXPECT_EQ(groups[2].at("lastDays").as_array().size(), 30U);
}

TEST(ReportJsonTest, WritesPercentagesWithFourDecimals) {
  const std::string text = reportJson(test::fullReport());
  EXPECT_THAT(text, HasSubstr(R"("uptimePercent":98.9236)"));
  EXPECT_THAT(text, HasSubstr(R"("targetPercent":99.9900)"));
}

TEST(ReportJsonTest, TellsIncidentsAndCorrections) {
  const json::value report = parsed(test::fullReport());
  const auto& incidents = report.at("incidents").as_array();
  ASSERT_EQ(incidents.size(), 3U);
  EXPECT_EQ(incidents[0].at("durationInDayMs").as_int64(), 2'525'000);
  EXPECT_FALSE(incidents[0].at("excluded").as_bool());
  EXPECT_TRUE(incidents[2].at("closedAt").is_null());
  EXPECT_TRUE(incidents[2].at("excluded").as_bool());
  EXPECT_EQ(report.at("corrections").at(1).at("author").as_string(), "anna.berg");
}

TEST(ReportJsonTest, ShowsDifferencesBesideWhatWasPublished) {
  const auto figures = test::dayFigures({.down = 30}, Percent::ofTenThousandths(999'000), 2);
  const ReportDifference difference{
      .is_group = true, .name = "checkout", .published = {}, .current = figures};
  const json::value report =
      json::parse(withDifferences(reportJson(test::fullReport()), {&difference, 1}));
  const auto& shown = report.at("differences").at(0);
  EXPECT_EQ(shown.at("group").as_string(), "checkout");
  EXPECT_TRUE(shown.at("published").at("uptimePercent").is_null());
  EXPECT_EQ(shown.at("current").at("downMs").as_int64(), 30'000);
  EXPECT_EQ(shown.at("current").at("revision").as_int64(), 2);
  EXPECT_EQ(report.at("groups").as_array().size(), 9U);
}

TEST(ReportJsonTest, OfNothingIsComplete) {
  const Report report = test::emptyReport();
  EXPECT_TRUE(parsed(report).at("groups").as_array().empty());
  EXPECT_EQ(
      json::parse(withDifferences(reportJson(report), {})).at("differences").as_array().size(), 0U);
}

}  // namespace
}  // namespace itops::sla
