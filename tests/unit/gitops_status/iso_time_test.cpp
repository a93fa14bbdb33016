#include "iso_time.hpp"

#include <gtest/gtest.h>

namespace itops::gitops {
namespace {

std::string read(std::string_view text) {
  const auto time = parseIsoTime(text);
  return time ? formatTimestamp(*time) : "none";
}

// GITOPS-27, GITOPS-36, GITOPS-68
TEST(IsoTime, IsReadAsScriptsWriteIt) {
  struct Case {
    const char* text;
    const char* time;
  };
  for (const Case& one : {Case{"2026-04-26T10:30:00Z", "2026-04-26T10:30:00Z"},
                          {"2026-04-26", "2026-04-26T00:00:00Z"},
                          {"2026-04-26T10:30", "2026-04-26T10:30:00Z"},
                          {"2026-04-26T10:30Z", "2026-04-26T10:30:00Z"},
                          {"2026-04-26 10:30:00", "2026-04-26T10:30:00Z"},
                          {"2026-04-26T10:30:00.123456", "2026-04-26T10:30:00.123456Z"},
                          {"2026-04-26T12:30:00+0200", "2026-04-26T10:30:00Z"},
                          {"2026-04-26T12:30:00+02:00", "2026-04-26T10:30:00Z"},
                          {"2026-04-26T05:00:00-05:30", "2026-04-26T10:30:00Z"}}) {
    EXPECT_EQ(read(one.text), one.time) << one.text;
  }
}

TEST(IsoTime, IsNothingElse) {
  for (const char* text : {"", "now", "2026-02-30", "2026-04-26T25:00", "2026-04-26T10",
                           "26.04.2026", "2026-04-26T10:30:00+2", "Sun Apr 26 10:30:00 UTC 2026"}) {
    EXPECT_EQ(read(text), "none") << text;
  }
}

}  // namespace
}  // namespace itops::gitops
