// Outages as the whole program sees them: pushes in, incidents out.

#include <gmock/gmock.h>

#include "e2e/eventually.hpp"
#include "e2e/shared_core.hpp"
#include "itops/timestamp.hpp"

namespace itops::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class Incidents : public SharedCore {
 protected:
  static void SetUpTestSuite() {
    core().set("ITOPS_PLUGINS_SLA_INCIDENT_HOLD", "0s");
    core().set("ITOPS_SILENCE_INTERVAL", "1s");
    core().terminate();
    core().start();
  }

  std::vector<std::string> states() {
    return texts(api.all("/api/v1/sla/incidents?path=" + path("db")), "state");
  }

  /// Incidents are opened and closed behind the pushes, by events.
  bool become(const std::vector<std::string>& states_wanted) {
    return eventually([&] { return states() == states_wanted; });
  }
};

// SLA-97, SLA-99, SLA-101, SLA-102, START-55, START-58
TEST_F(Incidents, FollowTheStatusThatIsPushed) {
  api.push(path("db"), "OPERATIONAL");
  EXPECT_THAT(states(), IsEmpty());
  api.push({{"path", path("db")}, {"status", "DOWN"}, {"message", "no quorum"}});
  ASSERT_TRUE(become({"open"}));
  const json::object incident =
      api.all("/api/v1/sla/incidents?state=open&path=" + node())[0].as_object();
  EXPECT_EQ(incident.at("source"), json::value("MONITORING"));
  EXPECT_EQ(incident.at("message"), json::value("no quorum"));
  EXPECT_EQ(incident.at("openedAt"), api.events(path("db"))[0].at("occurredAt"));

  api.push(path("db"), "DOWN");
  api.push(path("db"), "OPERATIONAL");
  ASSERT_TRUE(become({"closed"}));
  const Answer closed = api.get("/api/v1/sla/incidents/" + textOf(incident.at("id")));
  EXPECT_EQ(closed["closedAt"], api.events(path("db"))[0].at("occurredAt"));

  api.push(path("db"), "DOWN");
  ASSERT_TRUE(become({"open", "closed"}));
}

// SLA-108: the incident of a service that fell silent is closed by a fresh push.
TEST_F(Incidents, OfASilentServiceEndWithAFreshPush) {
  const auto observed_at = std::chrono::floor<std::chrono::microseconds>(
      std::chrono::system_clock::now() - std::chrono::seconds(298));
  api.push({{"path", path("db")},
            {"status", "OPERATIONAL"},
            {"observedAt", formatTimestamp(observed_at)}});
  ASSERT_TRUE(become({"open"}));
  api.push(path("db"), "OPERATIONAL");
  ASSERT_TRUE(become({"closed"}));
  EXPECT_EQ(textOf(api.service(path("db")).at("status")), "OPERATIONAL");
}

}  // namespace
}  // namespace itops::test
