#include "scheduler/cron_expression.hpp"

#include <gmock/gmock.h>

#include <string>

#include "itops/error.hpp"

namespace itops::scheduler::test {
namespace {

std::string refusalOf(const std::string& text) {
  try {
    CronExpression::parse(text);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(CronExpression, ReadsFieldsSeparatedByAnyNumberOfSpaces) {
  EXPECT_EQ(refusalOf("  0   7 * *  1-5,7 "), "accepted");
}

TEST(CronExpression, NamesTheFieldThatIsWrong) {
  struct Case {
    const char* text;
    const char* part;
  };
  for (const auto& [text, part] : {
           Case{"", "has 0 fields; write five"},
           Case{"* * * *", "has 4 fields"},
           Case{"* * * * * *", "has 6 fields"},
           Case{"60 * * * *", "has the minute '60'; use *, numbers from 0 to 59"},
           Case{"* 24 * * *", "has the hour '24'"},
           Case{"* * 0 * *", "has the day of month '0'; use *, numbers from 1 to 31"},
           Case{"* * * 13 *", "has the month '13'"},
           Case{"* * * * 8", "has the day of week '8'"},
           Case{"* * * JAN *", "has the month 'JAN'"},
           Case{"5-1 * * * *", "has the minute '5-1'"},
           Case{"*/0 * * * *", "has the minute '*/0'"},
           Case{"5/10 * * * *", "has the minute '5/10'"},
           Case{"1,,2 * * * *", "has the minute '1,,2'"},
           Case{"1- * * * *", "has the minute '1-'"},
           Case{"-1 * * * *", "has the minute '-1'"},
           Case{"+1 * * * *", "has the minute '+1'"},
           Case{"1.5 * * * *", "has the minute '1.5'"},
           Case{"99999999999 * * * *", "has the minute '99999999999'"},
       }) {
    EXPECT_THAT(refusalOf(text), testing::HasSubstr(part)) << text;
  }
}

TEST(CronExpression, RefusesDaysThatNeverCome) {
  for (const char* text : {"0 0 30 2 *", "0 0 31 4,6,9,11 *"}) {
    EXPECT_THAT(refusalOf(text), testing::HasSubstr("a day that never comes")) << text;
  }
  EXPECT_EQ(refusalOf("0 0 30 2 1"), "accepted") << "its Mondays come";
}

TEST(CronExpression, KnowsWhetherAllHoursMatch) {
  EXPECT_TRUE(CronExpression::parse("5 * * * *").isHourly());
  EXPECT_TRUE(CronExpression::parse("5 0-23 * * *").isHourly());
  EXPECT_FALSE(CronExpression::parse("5 */2 * * *").isHourly());
}

TEST(CronExpression, TakesTheMinuteThatBeginsAtTheGivenTime) {
  const auto noon = CronExpression::WallTime(std::chrono::hours(12));
  const auto cron = CronExpression::parse("0 12 * * *");
  EXPECT_EQ(cron.nextAtOrAfter(noon), noon);
  EXPECT_EQ(cron.nextAtOrAfter(noon + std::chrono::seconds(1)), noon + std::chrono::hours(24));
}

}  // namespace
}  // namespace itops::scheduler::test
