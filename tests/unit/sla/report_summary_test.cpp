#include "report/report_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "unit/sla/report_samples.hpp"

namespace itops::sla {
namespace {

using test::emptyReport;
using test::fullReport;
using test::group;
using test::service;
using testing::ElementsAre;
using testing::IsEmpty;

constexpr test::DaySeconds kMet{};
constexpr test::DaySeconds kAtRisk{.down = 70};
constexpr test::DaySeconds kBreached{.down = 900};
constexpr test::DaySeconds kNoData{.unknown = 86'400};

std::string statementOf(const std::vector<test::DaySeconds>& days) {
  Report report = emptyReport();
  for (const auto& day : days) report.groups.push_back(group("g", 1, day));
  return summaryOf(report).statement;
}

TEST(ReportSummaryTest, SaysInOneSentenceHowTheGroupsStand) {
  EXPECT_EQ(statementOf({kMet}), "The only group met its target.");
  EXPECT_EQ(statementOf({kMet, kMet, kMet}), "All 3 groups met their target.");
  EXPECT_EQ(statementOf({kNoData, kNoData}), "Nothing is known of 2 groups.");
  EXPECT_EQ(statementOf({kBreached, kMet}), "1 of 2 groups missed its target; 1 met it.");
  EXPECT_EQ(statementOf({kBreached, kBreached}), "2 of 2 groups missed their target.");
  EXPECT_EQ(statementOf({kAtRisk, kMet, kMet}), "1 of 3 groups is at risk; 2 met it.");
  EXPECT_EQ(statementOf({kBreached, kAtRisk, kNoData, kMet, kBreached}),
            "2 of 5 groups missed their target, 1 is at risk, 1 has no data; 1 met it.");
}

TEST(ReportSummaryTest, SpeaksOfServicesWhereThereIsNoGroup) {
  Report report = emptyReport();
  EXPECT_EQ(summaryOf(report).statement, "No service was watched.");
  report.services = {service("a/b/c/d/e", kMet), service("a/b/c/d/f", {.down = 900})};
  EXPECT_EQ(summaryOf(report).statement, "1 of 2 services missed its target; 1 met it.");
  EXPECT_FALSE(summaryOf(report).of_groups);
}

TEST(ReportSummaryTest, NamesTheWorstServicesFirst) {
  Report report = emptyReport();
  report.services = {service("s/0", {.down = 1}), service("s/1", kMet), service("s/2", kNoData),
                     service("s/3", {.down = 3}), service("s/4", {.down = 3})};
  EXPECT_THAT(summaryOf(report).worst, ElementsAre(3, 4, 0));
  for (int i = 0; i < 20; ++i) report.services.push_back(service("t", {.down = 60}));
  EXPECT_EQ(summaryOf(report).worst.size(), kWorstServicesMax);
}

TEST(ReportSummaryTest, CountsIncidentsThatCount) {
  const ReportSummary summary = summaryOf(fullReport());
  EXPECT_EQ(summary.incidents, 2);
  EXPECT_EQ(summary.incident_time, std::chrono::minutes(57) + std::chrono::seconds(35));
  EXPECT_THAT(summaryOf(emptyReport()).worst, IsEmpty());
}

TEST(ReportSummaryTest, KnowsHowMuchOfTheTimeOfAllServicesIsKnown) {
  Report report = emptyReport();
  EXPECT_EQ(summaryOf(report).coverage, std::nullopt);
  report.services = {service("s/0", {.unknown = 43'200}), service("s/1", kMet)};
  EXPECT_EQ(summaryOf(report).coverage, Percent::ofTenThousandths(750'000));
}

TEST(ReportSummaryTest, ShowsTheRuleOfAGroup) {
  EXPECT_EQ(rollUpText(RollUp::kAverage, 12), "average of 12 services");
  EXPECT_EQ(rollUpText(RollUp::kWorst, 2), "worst of 2 services");
  EXPECT_EQ(rollUpText(RollUp::kAny, 1), "one service");
  EXPECT_EQ(rollUpText(RollUp::kAny, 0), "no service");
}

}  // namespace
}  // namespace itops::sla
