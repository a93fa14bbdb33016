#include "plugin/plugin_json.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

namespace itops::plugin {
namespace {

PluginStatus failedPlugin() {
  PluginStatus status;
  status.manifest.id = "sla";
  status.manifest.name = "SLA";
  status.manifest.version = "1.2.3";
  status.manifest.description = "Computes.";
  status.manifest.needs = {"itops.database/1"};
  status.manifest.uses = {"acme.tickets/1"};
  status.manifest.offers = {"itops.sla/1"};
  status.manifest.path_prefixes = {"/api/v1/sla"};
  status.manifest.permissions = {"sla.read"};
  status.manifest.config = {{"grace", ConfigType::kDuration, "2h", "How long to wait.", 0, 0}};
  status.manifest.sdk_version_minor = 1;
  status.file = "sla.so";
  status.state = PluginState::kFailed;
  status.error = "It failed.";
  status.enabled_by = "file";
  status.calls = 3;
  status.failures = 1;
  status.calls_inside = 1;
  status.longest_call = CallNote{"GET /x", {}, 12};
  status.last_failure = CallNote{"GET /x", "It threw.", 5};
  status.threads = 2;
  status.health = {false, "It failed."};
  return status;
}

TEST(PluginsJson, ShowsEverythingOfAPlugin) {
  EXPECT_EQ(boost::json::parse(pluginsToJson({failedPlugin()})), boost::json::parse(R"({"items":[{
    "id":"sla","name":"SLA","version":"1.2.3","description":"Computes.","state":"failed",
    "error":"It failed.","enabled":true,"enabledBy":"file","switchedBy":null,"switchedAt":null,
    "needs":["itops.database/1"],
    "uses":["acme.tickets/1"],"offers":["itops.sla/1"],"pathPrefixes":["/api/v1/sla"],
    "permissions":["sla.read"],"sdkVersion":"0.1","file":"sla.so","calls":3,"failures":1,
    "callsInside":1,"longestCall":{"call":"GET /x","seconds":12},
    "lastFailure":{"call":"GET /x","secondsAgo":5,"message":"It threw."},"threads":2,
    "health":{"ready":false,"detail":"It failed."},
    "config":[{"key":"grace","type":"duration","default":"2h","help":"How long to wait."}]
}]
})"));
}

TEST(PluginsJson, SaysNullWhereThereIsNothingToSay) {
  PluginStatus status = failedPlugin();
  status.error.clear();
  status.health = {};
  status.longest_call.reset();
  status.last_failure.reset();

  const auto item = boost::json::parse(pluginsToJson({status})).at("items").at(0);
  EXPECT_TRUE(item.at("error").is_null());
  EXPECT_TRUE(item.at("longestCall").is_null());
  EXPECT_TRUE(item.at("lastFailure").is_null());
  EXPECT_TRUE(item.at("health").at("detail").is_null());
}

TEST(PluginsJson, ShowsWhoSwitchedAPlugin) {
  PluginStatus status = failedPlugin();
  status.state = PluginState::kDisabled;
  status.enabled_by = "switch";
  status.switched_by = "ada";
  status.switched_at = parseTimestamp("2026-03-01T12:00:00Z");

  const auto item = boost::json::parse(pluginToJson(status));
  EXPECT_FALSE(item.at("enabled").as_bool());
  EXPECT_EQ(item.at("enabledBy"), boost::json::value("switch"));
  EXPECT_EQ(item.at("switchedBy"), boost::json::value("ada"));
  EXPECT_EQ(item.at("switchedAt"), boost::json::value("2026-03-01T12:00:00Z"));
}

TEST(PluginsJson, IsAnEmptyListWithoutPlugins) {
  EXPECT_EQ(pluginsToJson({}), R"({"items":[]})");
}

TEST(PluginsJson, HasExactlyTheMembersOfItsSchema) {
  const auto item = boost::json::parse(pluginsToJson({failedPlugin()})).at("items").at(0);
  const auto schema = boost::json::parse(pluginsSchema()).at("properties").at("items").at("items");

  EXPECT_EQ(item.as_object().size(), schema.at("properties").as_object().size());
  EXPECT_EQ(item.as_object().size(), schema.at("required").as_array().size());
  for (const auto& [name, value] : item.as_object()) {
    EXPECT_TRUE(schema.at("properties").as_object().contains(name)) << name;
  }
}

}  // namespace
}  // namespace itops::plugin
