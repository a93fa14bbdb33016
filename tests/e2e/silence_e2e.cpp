// Services that are pushed and then fall silent. Time is not waited for but dated back: an
// observation of 119 s ago is silent for 120 s in a second.

#include <gmock/gmock.h>

#include "e2e/eventually.hpp"
#include "e2e/shared_core.hpp"
#include "itops/timestamp.hpp"

namespace itops::test {
namespace {

using std::chrono::seconds;
using testing::ElementsAre;
using testing::SizeIs;

Timestamp preciseNow() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
}

Timestamp timeOf(const json::value& value) {
  return parseTimestamp(textOf(value)).value();
}

/// Limits as they are by default; only the job looks more often.
class Silence : public SharedCore {
 protected:
  static void SetUpTestSuite() {
    core().set("ITOPS_SILENCE_INTERVAL", "1s");
    core().terminate();
    core().start();
  }

  /// Pushes an observation of that age; the instant of the observation.
  Timestamp pushOfAge(const std::string& name, seconds age, json::object body = {}) {
    const Timestamp observed_at = preciseNow() - age;
    body["path"] = path(name);
    body.emplace("status", "OPERATIONAL");
    body["observedAt"] = formatTimestamp(observed_at);
    EXPECT_LT(api.push(body).status, 300);
    return observed_at;
  }

  std::string statusOf(const std::string& name) {
    return textOf(api.service(path(name)).at("status"));
  }
  bool becomes(const std::string& name, const std::string& status) {
    return eventually([&] { return statusOf(name) == status; });
  }
};

// SLA-104: two minutes, to the microsecond, counted from the observation.
TEST_F(Silence, OfTwoMinutesTurnsAPushedServiceUnknown) {
  const Timestamp observed_at = pushOfAge("api", seconds(118));
  EXPECT_EQ(statusOf("api"), "OPERATIONAL");
  ASSERT_TRUE(becomes("api", "UNKNOWN"));
  const json::array events = api.events(path("api"));
  EXPECT_THAT(texts(events, "status"), ElementsAre("UNKNOWN", "OPERATIONAL"));
  EXPECT_EQ(events[0].at("cause"), json::value("silence"));
  EXPECT_EQ(timeOf(events[0].at("occurredAt")), observed_at + seconds(120));
}

// SLA-105
TEST_F(Silence, OfFiveMinutesTurnsAPushedServiceDown) {
  const Timestamp observed_at = pushOfAge("api", seconds(298));
  ASSERT_TRUE(becomes("api", "DOWN"));
  const json::array events = api.events(path("api"));
  EXPECT_THAT(texts(events, "status"), ElementsAre("DOWN", "UNKNOWN", "OPERATIONAL"));
  EXPECT_EQ(timeOf(events[0].at("occurredAt")), observed_at + seconds(300));
  EXPECT_EQ(timeOf(events[1].at("occurredAt")), observed_at + seconds(120));
}

TEST_F(Silence, WritesNoSnapshot) {
  pushOfAge("api", seconds(298));
  ASSERT_TRUE(becomes("api", "DOWN"));
  EXPECT_THAT(texts(api.snapshots(path("api")), "status"), ElementsAre("OPERATIONAL"));
}

// SLA-108
TEST_F(Silence, EndsWithAPushThatRestoresTheReportedStatus) {
  pushOfAge("api", seconds(298));
  ASSERT_TRUE(becomes("api", "DOWN"));
  api.push(path("api"), "DEGRADED");
  EXPECT_EQ(statusOf("api"), "DEGRADED");
  EXPECT_THAT(texts(api.events(path("api")), "status"),
              ElementsAre("DEGRADED", "DOWN", "UNKNOWN", "OPERATIONAL"));
}

/// When a service that is due at the same time or later has changed, the others were looked at.
TEST_F(Silence, IsExpectedOfAReporterThatTellsALongInterval) {
  pushOfAge("cron", seconds(200), {{"expectedIntervalSeconds", 900}});
  pushOfAge("witness", seconds(119));
  ASSERT_TRUE(becomes("witness", "UNKNOWN"));
  EXPECT_EQ(statusOf("cron"), "OPERATIONAL");
  EXPECT_EQ(api.service(path("cron")).at("unknownAfterSeconds"), json::value(1800));
  EXPECT_EQ(api.service(path("cron")).at("downAfterSeconds"), json::value(4500));
}

TEST_F(Silence, FollowsTheLimitsThatAPersonSet) {
  const Timestamp observed_at = pushOfAge("api", seconds(60));
  const std::string target = "/api/v1/services/" + textOf(api.service(path("api")).at("id"));
  EXPECT_EQ(api.patch(target, {{"unknownAfterSeconds", 30}}).status, 200);
  ASSERT_TRUE(becomes("api", "UNKNOWN"));
  EXPECT_EQ(timeOf(api.events(path("api"))[0].at("occurredAt")), observed_at + seconds(30));
}

TEST_F(Silence, DoesNotOverrideMaintenance) {
  pushOfAge("api", seconds(299), {{"status", "MAINTENANCE"}});
  pushOfAge("witness", seconds(118));
  ASSERT_TRUE(becomes("witness", "UNKNOWN"));
  EXPECT_EQ(statusOf("api"), "MAINTENANCE");
  EXPECT_THAT(api.events(path("api")), SizeIs(1));
}

TEST_F(Silence, OfAnArchivedServiceMeansNothing) {
  pushOfAge("api", seconds(118));
  const std::string target = "/api/v1/services/" + textOf(api.service(path("api")).at("id"));
  api.remove(target);
  pushOfAge("witness", seconds(119));
  ASSERT_TRUE(becomes("witness", "UNKNOWN"));
  EXPECT_EQ(api.get(target).text("status"), "OPERATIONAL");
}

/// Limits of seconds, as settings.
class ShortSilence : public FreshCore {
 protected:
  ShortSilence()
      : FreshCore({{"ITOPS_SILENCE_UNKNOWN_AFTER", "1s"},
                   {"ITOPS_SILENCE_DOWN_AFTER", "2s"},
                   {"ITOPS_SILENCE_INTERVAL", "1s"},
                   {"ITOPS_HEARTBEAT_INTERVAL", "1s"},
                   {"ITOPS_HEARTBEAT_OUTAGE_AFTER", "1500ms"}}) {}

  json::array eventsOnceDown(const ApiClient& client) {
    eventually([&] { return client.service(kPath).at("status") == json::value("DOWN"); });
    return client.events(kPath);
  }
};

TEST_F(ShortSilence, FollowsTheSettings) {
  api.push(kPath, "OPERATIONAL");
  EXPECT_EQ(api.service(kPath).at("downAfterSeconds"), json::value(2));
  EXPECT_THAT(texts(eventsOnceDown(api), "status"), ElementsAre("DOWN", "UNKNOWN", "OPERATIONAL"));
}

// Time in which core could take no push is no silence: it delays the verdict by its length.
// Slow: silence takes seconds.
TEST_F(ShortSilence, IsNotCountedWhileThePlatformIsAway) {
  api.push(kPath, "OPERATIONAL");
  const Timestamp observed_at = timeOf(api.events(kPath)[0].at("occurredAt"));
  EXPECT_EQ(core.terminate(), 0);
  const Timestamp gone = preciseNow();
  EXPECT_TRUE(eventually([&] { return preciseNow() > gone + seconds(3); }));
  core.start();
  const auto away = preciseNow() - gone - seconds(1);  // the first beat may come before it is ready
  const json::array events = eventsOnceDown(ApiClient(core));
  ASSERT_THAT(texts(events, "status"), ElementsAre("DOWN", "UNKNOWN", "OPERATIONAL"));
  EXPECT_GE(timeOf(events[1].at("occurredAt")) - observed_at, seconds(1) + away);
  EXPECT_GE(timeOf(events[0].at("occurredAt")) - observed_at, seconds(2) + away);
}

}  // namespace
}  // namespace itops::test
