// A plugin switched off and on while two cores on one database serve.

#include <gmock/gmock.h>

#include "e2e/eventually.hpp"
#include "e2e/push_load.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kSnapshots = "/api/v1/sla/snapshots?path=acme%2Fshop%2Fprod%2Fc1%2Fapi";

class PluginSwitch : public testing::Test {
 protected:
  PluginSwitch() {
    first.start();
    second.start();
  }

  static Answer turn(const CoreProcess& core, const std::string& what,
                     const std::string& plugin = "sla") {
    return ApiClient(core).call("POST", "/api/v1/plugins/" + plugin + "/" + what);
  }
  static int snapshotsStatus(const CoreProcess& core) {
    return ApiClient(core).get(kSnapshots).status;
  }
  static json::value pluginOn(const CoreProcess& core, const std::string& id) {
    const json::value plugins = ApiClient(core).get("/api/v1/plugins").body;
    for (const json::value& item : plugins.at("items").as_array()) {
      if (textOf(item.at("id")) == id) return item;
    }
    return nullptr;
  }
  static bool isReady(const CoreProcess& core) {
    return HttpClient(core.port()).get("/ready").status == 200;
  }

  DatabaseOptions options_ = PostgresFixture::freshDatabase();
  CoreProcess first{externalDatabase(options_)};
  CoreProcess second{externalDatabase(options_)};
};

TEST_F(PluginSwitch, GatesOnAllReplicasWithinTwoSecondsWhilePushesGoOn) {
  ApiClient(first).push(kPath, "OPERATIONAL");
  ASSERT_EQ(snapshotsStatus(second), 200);
  PushLoad load(second, "acme/shop/prod/load", 4);
  ASSERT_TRUE(load.awaitAcknowledged(200));

  const Answer off = turn(first, "disable");
  EXPECT_EQ(off.status, 200);
  EXPECT_EQ(off["enabled"], json::value(false));
  EXPECT_EQ(off["switchedBy"], json::value("operator-key"));
  EXPECT_EQ(snapshotsStatus(first), 404) << "at once where it was asked";
  EXPECT_TRUE(eventually([this] { return snapshotsStatus(second) == 404; }, seconds(2)));
  EXPECT_EQ(ApiClient(second).get(kSnapshots).text("code"), "plugin_disabled");
  EXPECT_EQ(textOf(pluginOn(second, "sla").at("state")), "disabled");
  EXPECT_TRUE(isReady(second)) << "what is switched off is not waited for";
  EXPECT_TRUE(load.awaitAcknowledged(200));

  EXPECT_EQ(turn(second, "enable").status, 200);
  EXPECT_TRUE(eventually([this] { return snapshotsStatus(first) == 200; }, seconds(2)));
  EXPECT_TRUE(load.awaitAcknowledged(200));
  load.stop();
  EXPECT_THAT(load.improper(), IsEmpty());
}

TEST_F(PluginSwitch, LeavesAGapInTheSnapshotsAndKeepsThoseBefore) {
  const ApiClient api(first);
  api.push(kPath, "OPERATIONAL");
  turn(first, "disable");
  EXPECT_EQ(api.push(kPath, "DOWN").status, 200);
  EXPECT_EQ(api.service(kPath).at("status"), json::value("DOWN")) << "the registry goes on";
  turn(first, "enable");
  EXPECT_EQ(api.push(kPath, "OPERATIONAL").status, 200);
  EXPECT_THAT(texts(api.snapshots(kPath), "status"),
              testing::ElementsAre("OPERATIONAL", "OPERATIONAL"));
}

TEST_F(PluginSwitch, SurvivesARestart) {
  ApiClient(first).push(kPath, "OPERATIONAL");
  turn(first, "disable");
  first.terminate();
  first.start();
  EXPECT_EQ(ApiClient(first).get(kSnapshots).text("code"), "plugin_disabled");
  EXPECT_EQ(pluginOn(first, "sla").at("switchedBy"), json::value("operator-key"));
  EXPECT_EQ(turn(first, "enable").status, 200);
  EXPECT_EQ(snapshotsStatus(first), 200) << "without another restart";
}

TEST_F(PluginSwitch, MayBeRepeated) {
  const std::string at = turn(first, "disable").text("switchedAt");
  EXPECT_EQ(turn(second, "disable").text("switchedAt"), at);
  turn(first, "enable");
  EXPECT_EQ(turn(first, "enable").status, 200);
}

TEST_F(PluginSwitch, IsAudited) {
  turn(first, "disable");
  turn(first, "disable");
  turn(first, "enable");
  const json::array trail = ApiClient(second).all("/api/v1/audit?objectType=plugin");
  EXPECT_THAT(texts(trail, "action"), testing::ElementsAre("plugin.enable", "plugin.disable"));
  EXPECT_EQ(trail[1].at("objectId"), json::value("sla"));
  EXPECT_EQ(trail[1].at_pointer("/after/enabled"), json::value(false));
}

TEST_F(PluginSwitch, LeavesTheConfigurationItsWord) {
  second.terminate();
  second.set("ITOPS_PLUGINS_SLA_ENABLED", "false");
  second.start();
  const Answer refused = turn(second, "enable");
  EXPECT_EQ(refused.status, 409);
  EXPECT_EQ(refused.text("code"), "plugin_off_by_configuration");
  EXPECT_THAT(refused.text("detail"), HasSubstr("ITOPS_PLUGINS_SLA_ENABLED=true"));
  EXPECT_EQ(turn(second, "enable", "nothing").status, 404);
}

}  // namespace
}  // namespace itops::test
