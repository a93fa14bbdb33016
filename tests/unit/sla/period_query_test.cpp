#include "period/period_query.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "itops/testing/request.hpp"

namespace itops::sla {
namespace {

using test::FakeRequest;
using test::RequestData;
using testing::ElementsAre;

const Instant kAskedAt = instantOf(*parseTimestamp("2026-03-29T22:30:00Z"));

PeriodQuery read(const RequestData::Texts& query) {
  return periodQueryFrom(FakeRequest({.query = query}));
}

/// Keys of the first and the last period and how many there are.
std::string keys(RequestData::Texts query, const char* zone = "UTC") {
  query.emplace("path", "a/b/c/d/e");
  const auto periods = periodsOf(read(query), Calendar(zone), kAskedAt);
  return periods.front().key + ".." + periods.back().key + " " + std::to_string(periods.size());
}

/// The parameters that are complained of.
std::vector<std::string> wrong(const RequestData::Texts& query) {
  std::vector<std::string> fields;
  try {
    periodsOf(read(query), Calendar("UTC"), kAskedAt);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "query_invalid");
    for (const FieldError& field : error.fields()) fields.push_back(field.field);
  }
  return fields;
}

TEST(PeriodQueryTest, AsksForTheLastThirtyDaysByItself) {
  EXPECT_EQ(keys({}), "2026-02-28..2026-03-29 30");
}

TEST(PeriodQueryTest, TodayIsThatOfTheTimeZone) {
  EXPECT_EQ(keys({}, "Europe/Berlin"), "2026-03-01..2026-03-30 30");
  EXPECT_EQ(keys({}, "America/New_York"), "2026-02-28..2026-03-29 30");
}

TEST(PeriodQueryTest, EachTypeReachesBackAsIsUsual) {
  EXPECT_EQ(keys({{"type", "hourly"}}), "2026-03-29T00Z..2026-03-29T23Z 24");
  EXPECT_EQ(keys({{"type", "weekly"}}), "2026-W02..2026-W13 12");
  EXPECT_EQ(keys({{"type", "monthly"}}), "2025-03..2026-03 13");
  EXPECT_EQ(keys({{"type", "quarterly"}}), "2024-Q1..2026-Q1 9");
  EXPECT_EQ(keys({{"type", "yearly"}}), "2021..2026 6");
}

TEST(PeriodQueryTest, ToIsLeftOutAndPeriodsAreWhole) {
  EXPECT_EQ(keys({{"from", "2026-02-27"}, {"to", "2026-03-02"}}), "2026-02-27..2026-03-01 3");
  EXPECT_EQ(keys({{"type", "monthly"}, {"from", "2026-01-31"}, {"to", "2026-03-01"}}),
            "2026-01..2026-02 2");
}

TEST(PeriodQueryTest, ADayOfChangedClocksHasTheHoursThatItHas) {
  EXPECT_EQ(
      keys({{"type", "hourly"}, {"from", "2026-03-29"}, {"to", "2026-03-30"}}, "Europe/Berlin"),
      "2026-03-28T23Z..2026-03-29T21Z 23");
}

TEST(PeriodQueryTest, EverythingWrongIsToldAtOnce) {
  EXPECT_THAT(wrong({{"type", "fortnightly"}, {"from", "2026-02-30"}, {"to", "1.3.2026"}}),
              ElementsAre("path", "type", "from", "to"));
  EXPECT_THAT(wrong({{"path", "a"}, {"group", "b"}}), ElementsAre("path"));
  EXPECT_THAT(wrong({{"group", "b"}, {"from", "0000-01-01"}}), ElementsAre("from"));
}

TEST(PeriodQueryTest, RangesAreBounded) {
  EXPECT_THAT(wrong({{"group", "b"}, {"from", "2026-03-01"}, {"to", "2026-03-01"}}),
              ElementsAre("from"));
  EXPECT_THAT(wrong({{"group", "b"}, {"from", "2025-01-01"}, {"to", "2026-03-01"}}),
              ElementsAre("from"));
  EXPECT_THAT(wrong({{"group", "b"}, {"type", "hourly"}, {"from", "2026-01-01"}}),
              ElementsAre("from"));
  EXPECT_THAT(wrong({{"group", "b"}, {"type", "yearly"}, {"from", "2017-01-01"}}), ElementsAre());
}

TEST(PeriodQueryTest, AMonthIsReadFromItsKey) {
  const auto month = [](const char* text) {
    const FakeRequest request({.query = {{"period", text}}});
    QueryReader reader(request);
    const auto read = monthFrom(reader);
    return read ? unsigned(read->month()) : 0;
  };
  EXPECT_EQ(month("2026-02"), 2U);
  EXPECT_EQ(month("2026-13"), 0U);
  EXPECT_EQ(month("2026-2"), 0U);
  EXPECT_EQ(month(""), 0U);
}

}  // namespace
}  // namespace itops::sla
