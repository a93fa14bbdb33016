#include "report/report_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "unit/sla/report_samples.hpp"

namespace itops::sla {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

std::vector<std::string> linesOf(const std::string& csv) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < csv.size();) {
    const std::size_t end = csv.find("\r\n", begin);
    lines.push_back(csv.substr(begin, end - begin));
    begin = end + 2;
  }
  return lines;
}

TEST(ReportCsvTest, HasALinePerGroupAndService) {
  const auto lines = linesOf(reportCsv(test::fullReport()));
  ASSERT_EQ(lines.size(), 1U + 9 + 6);
  EXPECT_THAT(lines[1], StartsWith(R"("2026-03-02","group","batch","","","average",2,)"));
  EXPECT_THAT(lines[2], HasSubstr(R"("99.9000","98.9236","100.0000","breached",930000,0,)"));
  EXPECT_THAT(lines[10],
              StartsWith(R"("2026-03-02","service","myorg/infra/prod/baremetal/galera-node1",)"
                         R"("Galera node 1","database-cluster","","","high",)"));
}

TEST(ReportCsvTest, HasAsManyCellsAsTitles) {
  const auto lines = linesOf(reportCsv(test::fullReport()));
  const auto commas = std::count(lines[0].begin(), lines[0].end(), ',');
  for (const auto& line : lines) EXPECT_EQ(std::count(line.begin(), line.end(), ','), commas);
}

TEST(ReportCsvTest, LeavesFiguresOutThatThereAreNoneOf) {
  const auto lines = linesOf(reportCsv(test::fullReport()));
  EXPECT_THAT(lines[1], HasSubstr(R"("99.9000","","0.0000","no_data")"));
}

TEST(ReportCsvTest, GivesSpreadsheetsNoFormula) {
  Report report = test::emptyReport();
  report.groups = {test::group("=HYPERLINK(\"http://evil\")", 1, {})};
  EXPECT_THAT(reportCsv(report), HasSubstr(R"csv("'=HYPERLINK(""http://evil"")")csv"));
}

}  // namespace
}  // namespace itops::sla
