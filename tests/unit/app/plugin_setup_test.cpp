#include "app/plugin_setup.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "support/temporary_folder.hpp"

namespace itops::app {
namespace {

using plugin::PluginManifest;
using testing::ElementsAre;

constexpr ConfigField kFields[] = {
    {"retention", ConfigType::kDuration, "90d", "How long figures are kept."}};

std::vector<PluginManifest> twoManifests() {
  PluginManifest sla;
  sla.id = "sla";
  sla.enabled_by_default = true;
  sla.permissions = {"sla.read", "sla.write"};
  sla.config = {kFields[0]};
  PluginManifest portal;
  portal.id = "sla_portal";
  portal.permissions = {"portal.read"};
  return {sla, portal};
}

class PluginSetupTest : public testing::Test {
 protected:
  config::Settings settings() {
    return config::loadSettings({.environment = environment_}, pluginFields(manifests_))
        .settings.value();
  }
  /// `true|false origin` of a plugin's switch.
  std::string switchOf(const std::string& id, bool enabled_by_default) {
    const auto loaded = settings();
    const auto found = pluginSwitches(loaded, environment_)(id, enabled_by_default);
    return (found.enabled ? "true " : "false ") + found.origin;
  }

  std::vector<MigrationSource> sources() {
    return migrationSources(folder_ / "migrations", settings(), manifests_);
  }
  std::filesystem::path makeFolder(const std::string& name) {
    std::filesystem::create_directories(folder_ / name);
    return folder_ / name;
  }

  itops::test::TemporaryFolder folder_;
  std::vector<PluginManifest> manifests_ = twoManifests();
  config::Environment environment_;
};

TEST_F(PluginSetupTest, GivesEachPluginItsSettings) {
  EXPECT_EQ(settings().duration("plugins.sla.retention"), std::chrono::hours(24 * 90));
  EXPECT_TRUE(settings().boolean("plugins.sla.enabled"));
  EXPECT_FALSE(settings().boolean("plugins.sla_portal.enabled"));
}

TEST_F(PluginSetupTest, SwitchesByDefault) {
  EXPECT_EQ(switchOf("sla", true), "true default");
  EXPECT_EQ(switchOf("sla_portal", false), "false default");
}

TEST_F(PluginSetupTest, SwitchesByTheEnvironment) {
  environment_ = {{"ITOPS_PLUGINS_SLA_ENABLED", "false"},
                  {"ITOPS_PLUGINS_SLA_PORTAL_ENABLED", "true"}};
  EXPECT_EQ(switchOf("sla", true), "false environment");
  EXPECT_EQ(switchOf("sla_portal", false), "true environment");
}

TEST_F(PluginSetupTest, SwitchesABrokenLibraryByTheEnvironmentAlone) {
  EXPECT_EQ(switchOf("broken", true), "true default");
  environment_ = {{"ITOPS_PLUGINS_BROKEN_ENABLED", "false"}};
  EXPECT_EQ(switchOf("broken", true), "false environment");
}

TEST_F(PluginSetupTest, MigratesTheKernelFirstAndEnabledPluginsOnly) {
  const MigrationSource kernel{"kernel", folder_ / "migrations" / "kernel"};
  const MigrationSource sla{"sla", makeFolder("migrations/sla")};
  makeFolder("migrations/sla_portal");
  EXPECT_THAT(sources(), ElementsAre(kernel, sla));
  environment_ = {{"ITOPS_PLUGINS_SLA_ENABLED", "false"}};
  EXPECT_THAT(sources(), ElementsAre(kernel));
}

TEST_F(PluginSetupTest, FindsTheMigrationsOfAThirdPartyBesideItsLibrary) {
  manifests_[0].file = folder_ / "theirs" / "sla.so";
  const MigrationSource kernel{"kernel", folder_ / "migrations" / "kernel"};
  EXPECT_THAT(sources(), ElementsAre(kernel));
  const MigrationSource sla{"sla", makeFolder("theirs/sla/migrations")};
  EXPECT_THAT(sources(), ElementsAre(kernel, sla));
}

TEST_F(PluginSetupTest, CollectsAllPermissions) {
  EXPECT_THAT(pluginPermissions(manifests_), ElementsAre("sla.read", "sla.write", "portal.read"));
  EXPECT_TRUE(pluginPermissions({}).empty());
}

}  // namespace
}  // namespace itops::app
