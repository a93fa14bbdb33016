#include "time/time_zone.hpp"

#include <gtest/gtest.h>

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

}  // namespace
}  // namespace itops
