#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstdio>
#include <fstream>

#include "report/pdf/report_pdf.hpp"
#include "report/report_csv.hpp"
#include "report/report_json.hpp"
#include "support/temporary_folder.hpp"
#include "unit/sla/report_samples.hpp"

namespace itops::sla {
namespace {

namespace json = boost::json;
using testing::HasSubstr;
using testing::StartsWith;

/// What a person can select and search in a PDF.
std::string textOf(const std::string& pdf) {
  const itops::test::TemporaryFolder folder;
  const std::string path = (folder.path() / "report.pdf").string();
  std::ofstream(path, std::ios::binary) << pdf;
  FILE* const pipe = popen(("pdftotext -layout " + path + " -").c_str(), "r");
  std::string text(1 << 20, '\0');
  text.resize(fread(text.data(), 1, text.size(), pipe));
  pclose(pipe);
  return text;
}

TEST(ReportJsonTest, HasEveryGroupServiceAndIncident) {
  const Report report = test::fullReport();
  const json::value document = json::parse(reportJson(report));
  EXPECT_EQ(document.at("date"), json::value("2026-03-02"));
  EXPECT_EQ(document.at("day"), json::value("2026-03-01"));
  EXPECT_EQ(document.at("groups").as_array().size(), report.groups.size());
  EXPECT_EQ(document.at("services").as_array().size(), report.services.size());
  EXPECT_EQ(document.at("incidents").as_array().size(), report.incidents.size());
  EXPECT_EQ(document.at("corrections").as_array().size(), report.corrections.size());
  EXPECT_EQ(document.at_pointer("/groups/0/lastDays").as_array().size(), 30U);
}

TEST(ReportJsonTest, TellsDifferencesBesideWhatWasPublished) {
  const Report report = test::fullReport();
  const ReportDifference difference{true, "batch", report.groups[0].subject.day,
                                    report.groups[1].subject.day};
  const json::value document = json::parse(withDifferences(reportJson(report), {&difference, 1}));
  ASSERT_EQ(document.at("differences").as_array().size(), 1U);
  EXPECT_NE(document.at_pointer("/differences/0/published"),
            document.at_pointer("/differences/0/current"));
}

TEST(ReportCsvTest, HasALineForEachGroupAndService) {
  const Report report = test::fullReport();
  const std::string csv = reportCsv(report);
  EXPECT_EQ(std::count(csv.begin(), csv.end(), '\n'),
            static_cast<std::ptrdiff_t>(1 + report.groups.size() + report.services.size()));
}

TEST(ReportPdfTest, IsTheSameForTheSameReport) {
  const std::string pdf = reportPdf(test::fullReport());
  EXPECT_THAT(pdf, StartsWith("%PDF-"));
  EXPECT_EQ(pdf, reportPdf(test::fullReport()));
}

TEST(ReportPdfTest, HasTextThatCanBeSearchedInAnyScript) {
  const std::string text = textOf(reportPdf(test::fullReport()));
  for (const char* part : {"Service level report", "1 March 2026", "database-cluster", "97.0674",
                           "интернет-магазин", "1/3", "3/3"}) {
    EXPECT_THAT(text, HasSubstr(part));
  }
}

TEST(ReportPdfTest, OfNothingIsAPageToo) {
  EXPECT_THAT(textOf(reportPdf(test::emptyReport())), HasSubstr("1/1"));
}

TEST(ReportPdfTest, OfManyGroupsRepeatsItsTitlesOnEachPage) {
  const std::string text = textOf(reportPdf(test::reportOf(120)));
  std::size_t headings = 0;
  for (auto at = text.find("Error budget"); at != std::string::npos;
       at = text.find("Error budget", at + 1)) {
    ++headings;
  }
  EXPECT_GT(headings, 3U);
}

}  // namespace
}  // namespace itops::sla
