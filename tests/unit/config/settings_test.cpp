#include "config/settings.hpp"

#include "config/schema.hpp"
#include "config_fixture.hpp"
#include "itops/error.hpp"

namespace itops::config::test {
namespace {

using namespace std::chrono_literals;
using SettingsTest = ConfigFixture;

TEST_F(SettingsTest, HaveTheDocumentedDefaults) {
  const Settings settings = settingsOrFail(loadVariables({}));
  EXPECT_EQ(settings.integer("server.port"), 8080);        // START-63
  EXPECT_EQ(settings.text("database.host"), "localhost");  // START-64
  EXPECT_EQ(settings.text("database.name"), "itops");      // START-65
  EXPECT_EQ(settings.text("server.environment"), "development");
  EXPECT_EQ(settings.text("timezone"), "UTC");
  EXPECT_EQ(settings.text("data.dir"), "./var");
  EXPECT_EQ(settings.integer("server.body_bytes_max"), 1024 * 1024);
  EXPECT_EQ(settings.integer("server.header_bytes_max"), 16 * 1024);
  EXPECT_EQ(settings.duration("silence.unknown_after"), 120s);
  EXPECT_EQ(settings.duration("silence.down_after"), 300s);
  EXPECT_EQ(settings.duration("ingest.snapshot_retention"), 24h * 90);
  EXPECT_TRUE(settings.integers("server.extra_ports").empty());
}

TEST_F(SettingsTest, ListenOnTheOwnMachineOnlyInDevelopment) {
  EXPECT_EQ(settingsOrFail(loadVariables({})).text("server.host"), "127.0.0.1");
  const Settings production = settingsOrFail(loadVariables(productionEnvironment()));
  EXPECT_EQ(production.text("server.host"), "0.0.0.0");
  EXPECT_TRUE(production.production());
}

TEST_F(SettingsTest, KnowWhatWasGiven) {
  const Settings settings = settingsOrFail(
      loadYaml("database:\n  host: localhost\n  url: \"\"\n", {{"ITOPS_TIMEZONE", "UTC"}}));
  EXPECT_TRUE(settings.isSet("database.host"));
  EXPECT_TRUE(settings.isSet("timezone"));
  EXPECT_FALSE(settings.isSet("database.name"));
  EXPECT_FALSE(settings.isSet("database.url")) << "an empty secret is none";
  EXPECT_FALSE(settings.isSet("jwt.secret"));
}

TEST_F(SettingsTest, TakeASecretThatDevelopmentMade) {
  const Settings settings = settingsOrFail(loadVariables({}));
  const Settings changed = settings.withSecret("jwt.secret", Secret(std::string(40, 'm')));
  EXPECT_EQ(changed.secret("jwt.secret").reveal(), std::string(40, 'm'));
  EXPECT_TRUE(changed.isSet("jwt.secret"));
  EXPECT_FALSE(settings.isSet("jwt.secret"));
}

TEST_F(SettingsTest, RefuseAMadeSecretThatBreaksItsRules) {
  const Settings settings = settingsOrFail(loadVariables({}));
  EXPECT_THROW(settings.withSecret("jwt.secret", Secret("short")), Error);
  EXPECT_THROW(settings.withSecret("server.host", Secret("127.0.0.1")), Error);
}

TEST_F(SettingsTest, RefuseUnknownKeysAndOtherTypes) {
  const Settings settings = settingsOrFail(loadVariables({}));
  EXPECT_THROW(settings.text("server.nothing"), Error);
  EXPECT_THROW(settings.isSet("server.nothing"), Error);
  EXPECT_THROW(settings.text("server.port"), Error);
  EXPECT_THROW(settings.integer("server.extra_ports"), Error);
  EXPECT_THROW(settings.integers("server.port"), Error);
  EXPECT_THROW(settings.text("jwt.secret"), Error) << "secrets don't pass as texts";
}

TEST_F(SettingsTest, OfTheTableAreUniqueAndExplained) {
  const Schema schema;
  EXPECT_TRUE(schema.clashes().empty());
  for (const Setting& setting : schema.settings()) {
    EXPECT_TRUE(setting.help.ends_with('.')) << setting.key;
    EXPECT_EQ(schema.find(setting.key), &setting) << setting.key;
    EXPECT_EQ(schema.findVariable(variableName(setting.key)), &setting) << setting.key;
  }
}

}  // namespace
}  // namespace itops::config::test
