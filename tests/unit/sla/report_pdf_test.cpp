#include "report/pdf/report_pdf.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <memory>

#include "support/temporary_folder.hpp"
#include "unit/sla/report_samples.hpp"

namespace itops::sla {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string outputOf(const std::string& command) {
  const auto close = [](FILE* pipe) { pclose(pipe); };
  const std::unique_ptr<FILE, decltype(close)> pipe(popen(command.c_str(), "r"), close);
  std::string output;
  std::array<char, 4096> part{};
  for (std::size_t size; (size = fread(part.data(), 1, part.size(), pipe.get())) > 0;) {
    output.append(part.data(), size);
  }
  return output;
}

/// Reads PDFs with poppler's tools, as a reader's viewer would.
class ReportPdfTest : public testing::Test {
 protected:
  std::string inspect(const std::string& tool, const std::string& pdf, const std::string& to = "") {
    const auto file = folder_.path() / "report.pdf";
    std::ofstream(file, std::ios::binary) << pdf;
    return outputOf(tool + " '" + file.string() + "' " + to);
  }
  std::string textOf(const Report& report) {
    return inspect("pdftotext -layout", reportPdf(report), "-");
  }

 private:
  itops::test::TemporaryFolder folder_;
};

int occurrences(const std::string& text, const std::string& word) {
  int count = 0;
  for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) ++count;
  return count;
}

TEST_F(ReportPdfTest, IsTheSameForTheSameReport) {
  const std::string pdf = reportPdf(test::fullReport());
  EXPECT_EQ(pdf.substr(0, 5), "%PDF-");
  EXPECT_TRUE(pdf == reportPdf(test::fullReport()));
}

TEST_F(ReportPdfTest, SaysWhatItIs) {
  const std::string info = inspect("TZ=UTC pdfinfo", reportPdf(test::fullReport()));
  EXPECT_THAT(info, HasSubstr("Service level report, 1 March 2026"));
  EXPECT_THAT(info, HasSubstr("Mon Mar  2 06:00:00 2026"));
  EXPECT_THAT(info, HasSubstr("595.28 x 841.89 pts (A4)"));
}

TEST_F(ReportPdfTest, HasItsTextInEveryScript) {
  const std::string text = textOf(test::fullReport());
  for (const char* name : {"checkout", "интернет-магазин", "υπηρεσίες-πληρωμών", "在庫管理システム",
                           "türöffner", "دفع"}) {
    EXPECT_THAT(text, HasSubstr(name));
  }
}

TEST_F(ReportPdfTest, SaysFirstHowItStands) {
  const std::string text = textOf(test::fullReport());
  EXPECT_THAT(text, HasSubstr("Sunday, 1 March 2026"));
  EXPECT_THAT(text, HasSubstr("2 of 9 groups missed their target, 1 is at risk, 1 has no data; 5 "
                              "met it."));
  EXPECT_THAT(text, HasSubstr("March 2026 so far: 1 of 9 groups missed its target; 8 met it."));
}

TEST_F(ReportPdfTest, ShowsTargetActualCoverageAndBudget) {
  const std::string text = textOf(test::fullReport());
  EXPECT_THAT(text, HasSubstr("97.0674"));
  EXPECT_THAT(text, HasSubstr("99.6528"));
  EXPECT_THAT(text, HasSubstr("943 % of 4 min 27 s"));
  EXPECT_THAT(text, HasSubstr("worst of 3 services"));
}

TEST_F(ReportPdfTest, TellsIncidentsWithDurationAndReasonAndCorrections) {
  const std::string text = textOf(test::fullReport());
  EXPECT_THAT(text, HasSubstr("42 min 5 s"));
  EXPECT_THAT(text, HasSubstr("28 Feb 23:40"));
  EXPECT_THAT(text, HasSubstr("still open"));
  EXPECT_THAT(text, HasSubstr("HTTP 502 from /health"));
  EXPECT_THAT(text, HasSubstr("27 Feb 11:00 to 13:00"));
  EXPECT_THAT(text, HasSubstr("anna.berg"));
}

TEST_F(ReportPdfTest, ShowsEachOfManyGroupsUnderRepeatedTitles) {
  const std::string text = textOf(test::reportOf(300));
  for (int i = 0; i < 300; ++i) {
    EXPECT_GE(occurrences(text, "group-" + std::to_string(1000 + i)), 2);
  }
  const int pages = occurrences(text, "\f");
  EXPECT_GT(pages, 15);
  EXPECT_EQ(occurrences(text, " / " + std::to_string(pages) + "\n"), pages);
  EXPECT_THAT(text, HasSubstr("2 / " + std::to_string(pages)));
  EXPECT_EQ(occurrences(text, "Error budget"), 14);
}

TEST_F(ReportPdfTest, OfNothingSaysSo) {
  const std::string text = textOf(test::emptyReport());
  EXPECT_THAT(text, HasSubstr("No service was watched."));
  EXPECT_THAT(text, HasSubstr("There were no incidents."));
  EXPECT_EQ(occurrences(text, "\f"), 1);
  EXPECT_THAT(text, Not(HasSubstr("Corrections")));
}

TEST_F(ReportPdfTest, WrapsNamesWithoutCuttingThem) {
  Report report = test::emptyReport();
  const std::string name(150, 'W');
  report.groups = {test::group(name, 1, {})};
  const std::string text = textOf(report);
  EXPECT_EQ(occurrences(text, "W"), 300);
}

TEST_F(ReportPdfTest, EndsWithAReasonAsLongAsAPage) {
  Report report = test::fullReport();
  report.incidents[0].reason = std::string(20'000, 'x');
  EXPECT_THAT(textOf(report), HasSubstr("How the figures are counted"));
}

TEST_F(ReportPdfTest, NamesTheServicesWithoutGroupThatNeedALookWhenTheyAreManyFirst) {
  Report report = test::emptyReport();
  for (int i = 0; i < 250; ++i) {
    report.services.push_back(test::service("a/b/c/d/service-" + std::to_string(1000 + i), {}));
  }
  report.services.push_back(test::service("a/b/c/d/zz-broken", {.down = 50'000}));
  const std::string text = textOf(report);
  EXPECT_LT(text.find("zz-broken"), text.find("service-1000"));
  EXPECT_THAT(text, HasSubstr("51 more services, which stand no worse"));
}

}  // namespace
}  // namespace itops::sla
