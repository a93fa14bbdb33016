#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class PrecedenceTest : public ConfigFixture {
 protected:
  Settings loadInstalled(Environment environment = {}) {
    return settingsOrFail(loadSettings(
        {.default_directory = folder_.path(), .environment = std::move(environment)}, {}));
  }
};

TEST_F(PrecedenceTest, TheEnvironmentBeatsFiles) {
  const Settings settings =
      settingsOrFail(loadYaml("server:\n  port: 7000\n", {{"ITOPS_SERVER_PORT", "7001"}}));
  EXPECT_EQ(settings.integer("server.port"), 7001);
}

TEST_F(PrecedenceTest, ALaterFileBeatsAnEarlierOne) {
  const auto first = write("first.yaml", "server:\n  port: 7000\n  worker_threads: 3\n");
  const auto second = write("second.yaml", "server:\n  port: 7001\n");
  const Settings settings = settingsOrFail(loadSettings({.files = {first, second}}, {}));
  EXPECT_EQ(settings.integer("server.port"), 7001);
  EXPECT_EQ(settings.integer("server.worker_threads"), 3);
}

TEST_F(PrecedenceTest, InstalledFilesAreFoundByThemselves) {
  write("core.yaml", "server:\n  port: 7000\n");
  EXPECT_EQ(loadInstalled().integer("server.port"), 7000);
}

TEST_F(PrecedenceTest, DevelopmentLiesOverCore) {
  write("core.yaml", "server:\n  port: 7000\nlogging:\n  format: json\n");
  write("development.yaml", "logging:\n  format: text\n");
  const Settings settings = loadInstalled({{"ITOPS_LOGGING_LEVEL", "debug"}});
  EXPECT_EQ(settings.integer("server.port"), 7000);
  EXPECT_EQ(settings.text("logging.format"), "text");
  EXPECT_EQ(settings.text("logging.level"), "debug");
}

TEST_F(PrecedenceTest, ProductionLeavesTheDevelopmentFileAlone) {
  write("core.yaml", "logging:\n  format: json\n");
  write("development.yaml", "logging:\n  format: text\n");
  EXPECT_EQ(loadInstalled(productionEnvironment()).text("logging.format"), "json");
}

TEST_F(PrecedenceTest, ProductionMayBeSetInTheFile) {
  write("core.yaml", "server:\n  environment: production\n");
  write("development.yaml", "logging:\n  format: text\n");
  Environment environment = productionEnvironment();
  environment.erase("ITOPS_SERVER_ENVIRONMENT");
  const Settings settings = loadInstalled(environment);
  EXPECT_TRUE(settings.production());
  EXPECT_EQ(settings.text("logging.format"), "json");
}

TEST_F(PrecedenceTest, ChosenFilesReplaceTheInstalledOnes) {
  write("core.yaml", "server:\n  port: 7000\n");
  write("development.yaml", "server:\n  port: 7001\n");
  const auto own = write("own.yaml", "server:\n  worker_threads: 3\n");
  const Settings settings =
      settingsOrFail(loadSettings({.files = {own}, .default_directory = folder_.path()}, {}));
  EXPECT_EQ(settings.integer("server.port"), 8080);
}

TEST_F(PrecedenceTest, NothingInstalledMeansDefaults) {
  EXPECT_EQ(loadInstalled().integer("server.port"), 8080);
}

TEST_F(PrecedenceTest, AChosenFileMustExist) {
  const LoadResult result = loadSettings({.files = {"/nowhere/own.yaml"}}, {});
  EXPECT_THAT(result.errors, ElementsAre("/nowhere/own.yaml:1: the file can't be read: No such "
                                         "file or directory"));
}

TEST_F(PrecedenceTest, AnOverriddenValueIsCheckedToo) {
  const LoadResult result = loadYaml("server:\n  port: seven\n", {{"ITOPS_SERVER_PORT", "7001"}});
  EXPECT_THAT(result.errors, ElementsAre(HasSubstr("test.yaml:2: server.port: found \"seven\"")));
}

TEST(DefaultDirectory, LiesBesideTheFolderOfTheExecutable) {
  EXPECT_EQ(defaultDirectory("/opt/itops/bin/itops"), "/opt/itops/share/itops/config");
}

}  // namespace
}  // namespace itops::config::test
