#include "plugin/switch_rules.hpp"

#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::plugin {
namespace {

/// `sla` is needed by `report` and `portal`; `ldap` is off by the environment; `broken` failed.
class SwitchRules : public testing::Test {
 protected:
  SwitchRules() {
    add("broken", PluginState::kFailed);
    plugins_.back().error = "Plugin broken failed in start(); the log says why.";
    add("ldap", PluginState::kDisabled);
    plugins_.back().enabled_by = "environment";
    add("portal", PluginState::kRunning).needs = {"itops.database/1", "itops.sla/1"};
    add("report", PluginState::kRunning).needs = {"itops.sla/1"};
    add("sla", PluginState::kRunning).offers = {"itops.sla/1"};
    add("storage", PluginState::kRunning).uses = {"itops.sla/1"};
  }

  PluginManifest& add(const std::string& id, PluginState state) {
    manifests_.push_back(std::make_unique<PluginManifest>());
    manifests_.back()->id = id;
    plugins_.push_back({manifests_.back().get(), state, "default", "", true});
    return *manifests_.back();
  }
  void switchOff(const std::string& id) {
    for (auto& plugin : plugins_) {
      if (plugin.manifest->id == id) plugin.switched_on = false;
    }
  }
  std::string refusal(const std::string& id, bool on) const {
    try {
      checkSwitch(plugins_, id, on);
    } catch (const Error& error) {
      return error.code() + ": " + error.what();
    }
    return "allowed";
  }

  std::vector<std::unique_ptr<PluginManifest>> manifests_;
  std::vector<PluginStanding> plugins_;
};

TEST_F(SwitchRules, LetAPluginThatNobodyNeedsGoOffAndOn) {
  EXPECT_EQ(refusal("report", false), "allowed");
  switchOff("report");
  EXPECT_EQ(refusal("report", true), "allowed");
}

TEST_F(SwitchRules, NameAllThatNeedAPlugin) {
  EXPECT_EQ(refusal("sla", false),
            "plugin_needed: Plugin sla is needed by plugins that are on: portal, report; switch "
            "them off first.");
  switchOff("portal");
  EXPECT_EQ(refusal("sla", false),
            "plugin_needed: Plugin sla is needed by plugins that are on: report; switch them off "
            "first.");
  switchOff("report");
  EXPECT_EQ(refusal("sla", false), "allowed") << "who merely uses it doesn't count";
}

TEST_F(SwitchRules, NameAllThatAPluginNeeds) {
  for (const char* id : {"portal", "report", "sla"}) switchOff(id);
  EXPECT_EQ(refusal("portal", true),
            "plugin_need_off: Plugin portal needs plugins that are off: sla; switch them on "
            "first.");
}

TEST_F(SwitchRules, LeaveTheConfigurationItsWord) {
  EXPECT_EQ(refusal("ldap", true),
            "plugin_off_by_configuration: Plugin ldap is kept off by the configuration "
            "(environment), which is final; set ITOPS_PLUGINS_LDAP_ENABLED=true and restart core.");
  EXPECT_EQ(refusal("ldap", false), "allowed");
}

TEST_F(SwitchRules, DontSwitchOnWhatNeverStarted) {
  switchOff("broken");
  EXPECT_EQ(refusal("broken", true),
            "plugin_not_started: Plugin broken was not started here: Plugin broken failed in "
            "start(); the log says why.");
  EXPECT_EQ(refusal("broken", false), "allowed");
}

TEST_F(SwitchRules, LetSwitchingBeRepeated) {
  EXPECT_EQ(refusal("sla", true), "allowed");
  switchOff("storage");
  EXPECT_EQ(refusal("storage", false), "allowed");
}

TEST_F(SwitchRules, KnowWhoIsNoPlugin) {
  EXPECT_EQ(refusal("kernel", false),
            "plugin_not_found: There is no plugin kernel; GET /api/v1/plugins lists them.");
}

}  // namespace
}  // namespace itops::plugin
