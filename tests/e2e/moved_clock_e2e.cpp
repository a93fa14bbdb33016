// What happens at a time of day, on the real program and its database under a clock that was moved.

#include <gmock/gmock.h>

#include "e2e/api_client.hpp"
#include "e2e/core_process.hpp"
#include "e2e/eventually.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;
using testing::UnorderedElementsAre;

constexpr std::chrono::seconds kSoon{60};

/// Core starts with its clock, and that of its database, at this time in UTC, and it goes on from
/// there. Time-outs run by the true one.
void moveClock(CoreProcess& core, const std::string& date_and_time) {
  core.set("LD_PRELOAD", ITOPS_CLOCK_LIBRARY);
  core.set("FAKETIME", "@" + date_and_time);
  core.set("FAKETIME_DONT_FAKE_MONOTONIC", "1");
  core.set("TZ", "UTC");
  core.set("ITOPS_TIMEZONE", "UTC");
}

json::array reportsOf(const ApiClient& api) {
  return api.get("/api/v1/sla/reports").body.at("items").as_array();
}

std::vector<std::string> windowsOf(const ApiClient& api, const std::string& path) {
  const Answer windows = api.get("/api/v1/sla/windows?path=" + path +
                                 "&from=2026-03-01T11:30:00Z&to=2026-03-01T12:30:00Z");
  return texts(windows.body.at("items").as_array(), "windowStart");
}

// SLA-12, SLA-117
// Slow: the clock moves no faster than jobs follow it, over two starts.
TEST(MovedClock, TheReportIsMadeAtSevenAndThoseThatWereMissedAtTheNextStart) {
  CoreProcess core;
  moveClock(core, "2026-03-01 06:59:00");
  core.start();
  core.terminate();
  moveClock(core, "2026-03-01 06:59:45");
  core.start();
  {
    const ApiClient api(core);
    ASSERT_TRUE(eventually([&] { return !reportsOf(api).empty(); }, kSoon));
    EXPECT_THAT(texts(reportsOf(api), "date"), ElementsAre("2026-03-01"));
    EXPECT_THAT(texts(reportsOf(api), "day"), ElementsAre("2026-02-28"));
    EXPECT_THAT(texts(reportsOf(api), "generatedAt"), ElementsAre(StartsWith("2026-03-01T07:00:")));
  }
  core.terminate();
  moveClock(core, "2026-03-03 09:30:00");
  core.start();
  const ApiClient api(core);
  ASSERT_TRUE(eventually([&] { return reportsOf(api).size() == 3; }, kSoon));
  EXPECT_THAT(texts(reportsOf(api), "date"),
              UnorderedElementsAre("2026-03-01", "2026-03-02", "2026-03-03"));
}

// SLA-04
// Slow: the clock moves no faster than jobs follow it.
TEST(MovedClock, FivePastTwelveCountsTheWindowFromAQuarterToTwelve) {
  CoreProcess core;
  moveClock(core, "2026-03-01 12:04:00");
  core.start();
  {
    const ApiClient api(core);
    const std::string push =
        R"({"path":"acme/shop/prod/eu-1/api","status":"OPERATIONAL","observedAt":"2026-03-01T11:)";
    ASSERT_EQ(api.push(push + "45:00Z\"}").status, 201);
    for (const char* at : {"46:30Z", "48:00Z", "49:30Z", "51:00Z", "52:30Z", "54:00Z"}) {
      ASSERT_EQ(api.push(push + at + "\"}").status, 200);
    }
    EXPECT_THAT(windowsOf(api, "acme/shop/prod/eu-1/api"), IsEmpty());
  }
  core.terminate();
  moveClock(core, "2026-03-01 12:04:57");
  core.start();
  const ApiClient api(core);
  ASSERT_TRUE(
      eventually([&] { return !windowsOf(api, "acme/shop/prod/eu-1/api").empty(); }, kSoon));
  EXPECT_THAT(windowsOf(api, "acme/shop/prod/eu-1/api"), ElementsAre("2026-03-01T11:45:00Z"));
}

// SLA-107
TEST(MovedClock, AnAgentThatPausesIsLateAndThenMissing) {
  CoreProcess core;
  const auto statusAt = [&core](const std::string& date_and_time) {
    core.terminate();
    moveClock(core, date_and_time);
    core.start();
    return textOf(ApiClient(core).all("/api/v1/nodes").at(0).at("status"));
  };
  moveClock(core, "2026-03-01 12:00:00");
  core.start();
  ApiClient(core).call("POST", "/api/v1/operator/heartbeat", R"({"nodeId":"o/p/e/c"})");
  EXPECT_EQ(statusAt("2026-03-01 12:02:30"), "late");
  EXPECT_EQ(statusAt("2026-03-01 12:06:30"), "missing");
}

}  // namespace
}  // namespace itops::test
