#include "time/time_zone.hpp"

#include <gtest/gtest.h>

#include "itops/timestamp.hpp"

namespace itops {
namespace {

TEST(TimeZone, KnowsTheNamesOfTheDatabase) {
  for (const char* name : {"UTC", "Europe/Berlin", "Asia/Kolkata", "America/New_York"}) {
    EXPECT_TRUE(isKnownTimeZone(name)) << name;
  }
}

TEST(TimeZone, RefusesOtherNames) {
  for (const char* name : {"", "Berlin", "europe/berlin", "Europe/Berlin ", "+02:00",
                           "CEST/Nowhere", "../../../etc/passwd", "/usr/share/zoneinfo/UTC"}) {
    EXPECT_FALSE(isKnownTimeZone(name)) << name;
  }
}

std::string timeOf(TimeZone::Instant instant) {
  return formatTimestamp(instant);
}

/// 2026-`month`-`day` `hour`:30 on the wall.
TimeZone::WallTime wall(unsigned month, unsigned day, int hour) {
  const auto date = std::chrono::year(2026) / std::chrono::month(month) / std::chrono::day(day);
  return std::chrono::local_days(date) + std::chrono::hours(hour) + std::chrono::minutes(30);
}

TEST(TimeZone, TellsTheFirstInstantOfATimeOnTheWall) {
  const auto berlin = TimeZone::find("Europe/Berlin").value();
  EXPECT_EQ(timeOf(berlin.firstInstantOf(wall(7, 1, 7))), "2026-07-01T05:30:00Z");
  EXPECT_EQ(timeOf(berlin.firstInstantOf(wall(3, 29, 2))), "2026-03-29T01:00:00Z") << "skipped";
  EXPECT_EQ(timeOf(berlin.firstInstantOf(wall(10, 25, 2))), "2026-10-25T00:30:00Z") << "twice";
  EXPECT_EQ(timeOf(TimeZone::find("UTC")->firstInstantOf(wall(3, 29, 2))), "2026-03-29T02:30:00Z");
}

TEST(TimeZone, TellsTheTimeOnTheWall) {
  const auto berlin = TimeZone::find("Europe/Berlin").value();
  const auto instant = berlin.firstInstantOf(wall(7, 1, 7));
  EXPECT_EQ(berlin.wallTimeAt(instant), wall(7, 1, 7));
  EXPECT_EQ(timeOf(berlin.spanAt(instant).begin), "2026-03-29T01:00:00Z");
  EXPECT_EQ(timeOf(berlin.spanAt(instant).end), "2026-10-25T01:00:00Z");
}

}  // namespace
}  // namespace itops
