#include "report/report_text.hpp"

#include <gtest/gtest.h>

namespace itops::sla {
namespace {

using std::chrono::hours;
using std::chrono::milliseconds;
using std::chrono::minutes;
using std::chrono::seconds;

constexpr std::chrono::year_month_day kFirstOfMarch{std::chrono::year(2026), std::chrono::month(3),
                                                    std::chrono::day(1)};

TEST(ReportTextTest, ADurationShowsItsTwoLargestUnits) {
  EXPECT_EQ(durationText(milliseconds(0)), "0 s");
  EXPECT_EQ(durationText(milliseconds(999)), "< 1 s");
  EXPECT_EQ(durationText(milliseconds(1000)), "1 s");
  EXPECT_EQ(durationText(seconds(59)), "59 s");
  EXPECT_EQ(durationText(seconds(60)), "1 min");
  EXPECT_EQ(durationText(seconds(725)), "12 min 5 s");
  EXPECT_EQ(durationText(hours(1) + minutes(2) + seconds(3)), "1 h 2 min");
  EXPECT_EQ(durationText(hours(24)), "1 d");
  EXPECT_EQ(durationText(hours(51)), "2 d 3 h");
}

TEST(ReportTextTest, DatesAreForPeople) {
  EXPECT_EQ(isoDate(kFirstOfMarch), "2026-03-01");
  EXPECT_EQ(dateText(kFirstOfMarch), "1 March 2026");
  EXPECT_EQ(weekdayText(kFirstOfMarch), "Sunday, 1 March 2026");
  EXPECT_EQ(monthText(kFirstOfMarch), "March 2026");
}

TEST(ReportTextTest, ATimeIsThatOfTheZoneWithItsDateWhereThatIsNotClear) {
  const Calendar berlin("Europe/Berlin");
  const Timestamp summer = *parseTimestamp("2026-07-01T22:30:00Z");
  EXPECT_EQ(clockText(berlin, *parseTimestamp("2026-03-01T13:05:59Z"), kFirstOfMarch), "14:05");
  EXPECT_EQ(clockText(berlin, *parseTimestamp("2026-02-28T22:59:00Z"), kFirstOfMarch),
            "28 Feb 23:59");
  EXPECT_EQ(clockText(berlin, summer, kFirstOfMarch), "2 Jul 00:30");
  EXPECT_EQ(clockText(berlin, summer, summer + hours(1), kFirstOfMarch), "2 Jul 00:30 to 01:30");
  EXPECT_EQ(clockText(berlin, summer, summer + hours(24), kFirstOfMarch),
            "2 Jul 00:30 to 3 Jul 00:30");
}

TEST(ReportTextTest, ATargetHasNoZerosThatSayNothing) {
  EXPECT_EQ(targetText(Percent::ofTenThousandths(999'900)), "99.99");
  EXPECT_EQ(targetText(Percent::ofTenThousandths(990'000)), "99.00");
  EXPECT_EQ(targetText(Percent::ofTenThousandths(999'950)), "99.995");
  EXPECT_EQ(targetText(Percent::ofTenThousandths(Percent::kWhole)), "100.00");
  EXPECT_EQ(targetText(std::nullopt), "-");
}

TEST(ReportTextTest, ARoughPercentageIsNeverBetterThanTheExactOne) {
  EXPECT_EQ(roughPercentText(Percent::ofTenThousandths(999'999)), "99.99");
  EXPECT_EQ(roughPercentText(Percent::ofTenThousandths(Percent::kWhole)), "100.00");
}

TEST(ReportTextTest, ABudgetShowsWhichShareIsSpent) {
  EXPECT_EQ(budgetText({minutes(44), milliseconds(0)}), "0 % of 44 min");
  EXPECT_EQ(budgetText({minutes(44), minutes(15)}), "34 % of 44 min");
  EXPECT_EQ(budgetText({minutes(44) + seconds(38), seconds(1)}), "< 1 % of 44 min");
  EXPECT_EQ(budgetText({seconds(267), minutes(42)}), "943 % of 4 min 27 s");
  EXPECT_EQ(budgetText({seconds(4), minutes(42)}), "> 999 % of 4 s");
  EXPECT_EQ(budgetText({milliseconds(0), seconds(1)}), "> 999 % of 0 s");
}

TEST(ReportTextTest, ATextBecomesOneLineThatIsCutBetweenCharacters) {
  EXPECT_EQ(oneLine("a\nb\tc\x7F", 10), "a b c ");
  EXPECT_EQ(oneLine("türöffner", 9), "türöffner");
  EXPECT_EQ(oneLine("türöffner", 3), "tür…");
  EXPECT_EQ(oneLine("", 3), "");
}

}  // namespace
}  // namespace itops::sla
