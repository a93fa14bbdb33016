#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <limits>

#include "itops/database.hpp"
#include "itops/error.hpp"

namespace itops {
namespace {

using std::chrono::microseconds;
using namespace std::chrono_literals;

Timestamp at(int year, unsigned month, unsigned day, microseconds time) {
  return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) /
                               std::chrono::day(day)) +
         time;
}

std::string codeOf(const std::function<void()>& action) {
  try {
    action();
  } catch (const Error& error) {
    return error.code();
  }
  return "nothing was thrown";
}

TEST(DatabaseValue, HasPostgresTextForm) {
  EXPECT_EQ(Value(42).text(), "42");
  EXPECT_EQ(Value(std::numeric_limits<std::int64_t>::min()).text(), "-9223372036854775808");
  EXPECT_EQ(Value(true).text(), "t");
  EXPECT_EQ(Value(false).text(), "f");
  EXPECT_EQ(Value("ü").text(), "ü");
  EXPECT_EQ(Value("").text(), "");
  EXPECT_FALSE(Value("").isNull());
}

TEST(DatabaseValue, OfAnEmptyOptionalIsNull) {
  EXPECT_TRUE(Value(std::optional<std::int64_t>()).isNull());
  EXPECT_TRUE(Value(std::nullopt).isNull());
  EXPECT_EQ(Value(std::optional<std::string>("x")).text(), "x");
}

TEST(DatabaseValue, WritesNumbersSoThatTheyReadBackEqual) {
  for (const double number : {0.1, 1.0 / 3, 1e300, 5e-324, -0.0, 123456789.123456789}) {
    EXPECT_EQ(std::strtod(Value(number).text().c_str(), nullptr), number);
  }
  EXPECT_EQ(Value(std::nan("")).text(), "NaN");
  EXPECT_EQ(Value(HUGE_VAL).text(), "Infinity");
  EXPECT_EQ(Value(-HUGE_VAL).text(), "-Infinity");
}

TEST(DatabaseValue, WritesTimestampsWithMicrosecondsInUtc) {
  EXPECT_EQ(Value(at(2026, 3, 1, 12h + 5min + 1us)).text(), "2026-03-01 12:05:00.000001+00");
  EXPECT_EQ(Value(at(1969, 12, 31, 24h - 1us)).text(), "1969-12-31 23:59:59.999999+00");
  EXPECT_EQ(Value(at(1, 1, 1, 0us)).text(), "0001-01-01 00:00:00.000000+00");
}

TEST(DatabaseValue, RefusesTimestampsOutsideTheYears1To9999) {
  EXPECT_EQ(codeOf([] { Value(at(0, 12, 31, 0us)); }), "timestamp_out_of_range");
  EXPECT_EQ(codeOf([] { Value(at(10000, 1, 1, 0us)); }), "timestamp_out_of_range");
}

TEST(DatabaseValue, RefusesNul) {
  EXPECT_EQ(codeOf([] { Value(std::string("a\0b", 3)); }), "nul_in_text");
}

TEST(ArrayValue, WithoutElementsIsEmptyBraces) {
  EXPECT_EQ(ArrayValue().take().text(), "{}");
}

TEST(ArrayValue, SeparatesElementsOfAllTypes) {
  EXPECT_EQ(ArrayValue().add(1).add(std::int64_t{-2}).addNull().take().text(), "{1,-2,NULL}");
  EXPECT_EQ(ArrayValue().add(0.5).add(std::nan("")).take().text(), "{0.5,NaN}");
  EXPECT_EQ(ArrayValue().add(true).add(false).take().text(), "{t,f}");
  EXPECT_EQ(ArrayValue().add(at(2026, 3, 1, 0us)).take().text(), "{2026-03-01 00:00:00.000000+00}");
  EXPECT_EQ(ArrayValue().add(Uuid{}).take().text(), "{00000000-0000-0000-0000-000000000000}");
  EXPECT_EQ(ArrayValue().add(std::optional<std::int64_t>()).take().text(), "{NULL}");
}

TEST(ArrayValue, QuotesAndEscapesTexts) {
  EXPECT_EQ(ArrayValue().add("a").add(std::string("b,c")).take().text(), R"({"a","b,c"})");
  EXPECT_EQ(ArrayValue().add(R"(q"b\)").add("").add("NULL").take().text(),
            R"({"q\"b\\","","NULL"})");
}

TEST(ArrayValue, IsEmptyAfterTake) {
  ArrayValue array;
  array.add(1).take();
  EXPECT_EQ(array.add(2).take().text(), "{2}");
}

TEST(ArrayValue, StaysWellFormedWhenAnElementIsRefused) {
  ArrayValue array;
  array.add("a");
  EXPECT_EQ(codeOf([&] { array.add(std::string_view("\0", 1)); }), "nul_in_text");
  EXPECT_EQ(array.add("b").take().text(), R"({"a","b"})");
}

}  // namespace
}  // namespace itops
