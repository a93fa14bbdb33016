#include "itops/timestamp.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <ostream>
#include <string>

namespace itops {
namespace {

using std::chrono::microseconds;
using std::chrono::sys_days;
using std::chrono::year;
using namespace std::chrono_literals;

struct GoodTime {
  const char* name;
  const char* text;
  const char* in_utc;
};

std::ostream& operator<<(std::ostream& out, const GoodTime& time) {
  return out << time.name;
}

class ReadableTime : public testing::TestWithParam<GoodTime> {};

TEST_P(ReadableTime, IsTheSameInstantInUtc) {
  const auto instant = parseTimestamp(GetParam().text);
  ASSERT_TRUE(instant) << GetParam().text;
  EXPECT_EQ(formatTimestamp(*instant), GetParam().in_utc);
}

INSTANTIATE_TEST_SUITE_P(
    Timestamp, ReadableTime,
    testing::Values(
        GoodTime{"Utc", "2026-03-01T12:05:00Z", "2026-03-01T12:05:00Z"},
        GoodTime{"East", "2026-03-01T14:05:00+02:00", "2026-03-01T12:05:00Z"},
        GoodTime{"West", "2026-03-01T09:05:00-03:00", "2026-03-01T12:05:00Z"},
        GoodTime{"HalfHourOffset", "2026-03-01T17:35:00+05:30", "2026-03-01T12:05:00Z"},
        GoodTime{"OffsetIntoTheDayBefore", "2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00Z"},
        GoodTime{"LargestOffset", "2026-03-01T00:00:00-23:59", "2026-03-01T23:59:00Z"},
        GoodTime{"UnknownLocalOffset", "2026-03-01T12:05:00-00:00", "2026-03-01T12:05:00Z"},
        GoodTime{"LowerCase", "2026-03-01t12:05:00z", "2026-03-01T12:05:00Z"},
        GoodTime{"SpaceAsInSql", "2026-03-01 12:05:00Z", "2026-03-01T12:05:00Z"},
        GoodTime{"OneDigit", "2026-03-01T12:05:00.5Z", "2026-03-01T12:05:00.500Z"},
        GoodTime{"Milliseconds", "2026-03-01T12:05:00.250Z", "2026-03-01T12:05:00.250Z"},
        GoodTime{"Microsecond", "2026-03-01T12:05:00.000001Z", "2026-03-01T12:05:00.000001Z"},
        GoodTime{"NanosecondsAreCut", "2026-03-01T12:05:00.1234569Z",
                 "2026-03-01T12:05:00.123456Z"},
        GoodTime{"FractionOfZeros", "2026-03-01T12:05:00.000000000Z", "2026-03-01T12:05:00Z"},
        GoodTime{"LeapDay", "2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"},
        GoodTime{"LeapDayOfTheCentury", "2000-02-29T00:00:00Z", "2000-02-29T00:00:00Z"},
        GoodTime{"BeforeTheEpoch", "1969-12-31T23:59:59.999999Z", "1969-12-31T23:59:59.999999Z"},
        GoodTime{"FirstYear", "0000-01-01T00:00:00Z", "0000-01-01T00:00:00Z"},
        GoodTime{"LastYear", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"}),
    [](const auto& test) { return std::string(test.param.name); });

class UnreadableTime : public testing::TestWithParam<const char*> {};

TEST_P(UnreadableTime, IsEmpty) {
  EXPECT_FALSE(parseTimestamp(GetParam())) << GetParam();
}

INSTANTIATE_TEST_SUITE_P(
    Timestamp, UnreadableTime,
    testing::Values("", "now", "1772366700", "2026-03-01", "2026-03-01T12:05:00",
                    "2026-03-01T12:05Z", "2026-3-1T12:05:00Z", "26-03-01T12:05:00Z",
                    "2026-02-30T12:05:00Z", "2025-02-29T12:05:00Z", "1900-02-29T12:05:00Z",
                    "2026-00-01T12:05:00Z", "2026-13-01T12:05:00Z", "2026-03-00T12:05:00Z",
                    "2026-03-01T24:00:00Z", "2026-03-01T12:60:00Z", "2026-03-01T12:05:60Z",
                    "2026-03-01T12:05:00.Z", "2026-03-01T12:05:00,5Z", "2026-03-01T12:05:00+2:00",
                    "2026-03-01T12:05:00+24:00", "2026-03-01T12:05:00+02:60",
                    "2026-03-01T12:05:00+0200", "2026-03-01T12:05:00 Z", "2026-03-01T12:05:00Zjunk",
                    " 2026-03-01T12:05:00Z", "2026-03-01T12:05:00Z ", "+2026-03-01T12:05:00Z",
                    "-026-03-01T12:05:00Z", "2026-03-01X12:05:00Z", "2026-03-01T1 :05:00Z"));

TEST(Timestamp, ANulIsNoEnd) {
  EXPECT_FALSE(parseTimestamp(std::string_view("2026-03-01T12:05:00Z\0", 21)));
}

TEST(Timestamp, FractionsOfAnyLengthAreRead) {
  const std::string text = "2026-03-01T12:05:00." + std::string(100'000, '9') + "Z";
  ASSERT_TRUE(parseTimestamp(text));
  EXPECT_EQ(formatTimestamp(*parseTimestamp(text)), "2026-03-01T12:05:00.999999Z");
}

TEST(Timestamp, ShowsNoFractionOfAWholeSecond) {
  EXPECT_EQ(formatTimestamp(sys_days{year{2026} / 3 / 1} + 12h + 5min), "2026-03-01T12:05:00Z");
}

TEST(Timestamp, ClampsYearsThatRfc3339CannotShow) {
  EXPECT_EQ(formatTimestamp(Timestamp::min()), "0000-01-01T00:00:00Z");
  EXPECT_EQ(formatTimestamp(Timestamp::max()), "9999-12-31T23:59:59.999999Z");
}

TEST(Timestamp, EveryInstantReadsBackFromItsText) {
  const Timestamp start = sys_days{year{1999} / 12 / 30};
  const microseconds odd_step = 37h + 11min + 7s + 123457us;
  for (Timestamp instant = start; instant < start + 24h * 800; instant += odd_step) {
    ASSERT_EQ(parseTimestamp(formatTimestamp(instant)), instant) << formatTimestamp(instant);
  }
}

}  // namespace
}  // namespace itops
