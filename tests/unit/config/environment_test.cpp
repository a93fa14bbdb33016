#include <cstdlib>

#include "config/schema.hpp"
#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::StartsWith;
using EnvironmentTest = ConfigFixture;

TEST_F(EnvironmentTest, SetsTheDocumentedNames) {
  const Settings settings = settingsOrFail(loadVariables({
      {"ITOPS_SERVER_PORT", "9090"},
      {"ITOPS_DATABASE_HOST", "db.example"},
      {"ITOPS_DATABASE_NAME", "catalog"},
      {"ITOPS_TIMEZONE", "Europe/Berlin"},
      {"ITOPS_DATA_DIR", "/srv/itops"},
      {"ITOPS_JWT_SECRET", std::string(32, 'j')},
      {"ITOPS_SECURITY_OPERATOR_API_KEY", std::string(16, 'k')},
  }));
  EXPECT_EQ(settings.integer("server.port"), 9090);
  EXPECT_EQ(settings.text("database.host"), "db.example");
  EXPECT_EQ(settings.text("database.name"), "catalog");
  EXPECT_EQ(settings.text("timezone"), "Europe/Berlin");
  EXPECT_EQ(settings.text("data.dir"), "/srv/itops");
  EXPECT_EQ(settings.secret("jwt.secret").reveal(), std::string(32, 'j'));
  EXPECT_EQ(settings.secret("security.operator_api_key").reveal(), std::string(16, 'k'));
}

// START-62: every setting, by its own variable.
TEST_F(EnvironmentTest, ReachesEverySetting) {
  const Schema schema;
  for (const Setting& setting : schema.settings()) {
    const LoadResult result = loadVariables({{variableName(setting.key), "\x01"}});
    ASSERT_FALSE(result.errors.empty()) << setting.key;
    EXPECT_THAT(result.errors[0], StartsWith(variableName(setting.key) + ": found "));
  }
}

TEST_F(EnvironmentTest, ReadsListsBetweenCommas) {
  const Settings settings =
      settingsOrFail(loadVariables({{"ITOPS_SERVER_EXTRA_PORTS", "5000, 5001"}}));
  EXPECT_THAT(settings.integers("server.extra_ports"), ElementsAre(5000, 5001));
}

TEST_F(EnvironmentTest, RefusesEmptyItems) {
  EXPECT_THAT(loadVariables({{"ITOPS_SERVER_EXTRA_PORTS", "5000,"}}).errors,
              ElementsAre("ITOPS_SERVER_EXTRA_PORTS: found \"\", expected a whole number from 1 to "
                          "65535"));
}

TEST_F(EnvironmentTest, RefusesTooManyItems) {
  EXPECT_THAT(loadVariables({{"ITOPS_SERVER_EXTRA_PORTS", "1,2,3,4,5,6,7,8,9"}}).errors,
              ElementsAre("ITOPS_SERVER_EXTRA_PORTS: found 9 items, expected at most 8"));
}

TEST_F(EnvironmentTest, TellsAllProblemsAtOnce) {
  const LoadResult result = loadVariables({{"ITOPS_SERVER_PORT", "x"},
                                           {"ITOPS_LOGGING_LEVEL", "loud"},
                                           {"ITOPS_DATABASE_POOL_SIZE", "0"}});
  EXPECT_EQ(result.errors.size(), 3u);
  EXPECT_FALSE(result.settings);
}

TEST_F(EnvironmentTest, CountsAVariableWithoutTextAsNotGiven) {
  const Settings settings =
      settingsOrFail(loadVariables({{"ITOPS_SERVER_PORT", ""}, {"ITOPS_JWT_SECRET_FILE", ""}}));
  EXPECT_FALSE(settings.isSet("server.port"));
}

TEST_F(EnvironmentTest, ExplainsVariablesThatKubernetesMade) {
  EXPECT_THAT(loadVariables({{"ITOPS_SERVER_PORT", "tcp://10.0.0.7:8080"}}).errors,
              ElementsAre(HasSubstr("enableServiceLinks: false")));
}

TEST_F(EnvironmentTest, ReadsSecretsFromFiles) {
  struct Case {
    const char* content;
    const char* secret;
  };
  for (const Case& one : {Case{"p4ss", "p4ss"}, Case{"p4ss\n", "p4ss"}, Case{"p4ss\r\n", "p4ss"},
                          Case{"p4ss\n\n", "p4ss\n"}, Case{" p4ss ", " p4ss "}}) {
    const Settings settings = settingsOrFail(
        loadVariables({{"ITOPS_DATABASE_PASSWORD_FILE", write("password", one.content)}}));
    EXPECT_EQ(settings.secret("database.password").reveal(), one.secret);
  }
}

TEST_F(EnvironmentTest, RefusesASecretAndItsFileTogether) {
  EXPECT_THAT(loadVariables({{"ITOPS_DATABASE_PASSWORD", "hunter2"},
                             {"ITOPS_DATABASE_PASSWORD_FILE", write("password", "other")}})
                  .errors,
              ElementsAre("ITOPS_DATABASE_PASSWORD: found together with "
                          "ITOPS_DATABASE_PASSWORD_FILE, expected one of them"));
}

TEST_F(EnvironmentTest, RefusesSecretFilesThatGiveNoSecret) {
  const auto error_for = [this](const std::string& file) {
    const LoadResult result = loadVariables({{"ITOPS_DATABASE_PASSWORD_FILE", file}});
    return result.errors.empty() ? std::string() : result.errors[0];
  };
  EXPECT_THAT(error_for("/nowhere/secret"),
              AllOf(StartsWith("ITOPS_DATABASE_PASSWORD_FILE: the file \"/nowhere/secret\""),
                    HasSubstr("No such file or directory")));
  EXPECT_THAT(error_for(folder_.path().string()), HasSubstr("Is a directory"));
  EXPECT_THAT(error_for(write("empty", "\n")), HasSubstr("is empty"));
  EXPECT_THAT(error_for(write("large", std::string(65'537, 'x'))), HasSubstr("larger than 65536"));
}

TEST_F(EnvironmentTest, HasFilesForSecretsOnly) {
  const LoadResult result = loadVariables({{"ITOPS_SERVER_PORT_FILE", "/etc/port"}});
  EXPECT_TRUE(result.errors.empty());
  EXPECT_THAT(result.warnings, ElementsAre(StartsWith("ITOPS_SERVER_PORT_FILE: unknown")));
}

TEST(ProcessEnvironment, HoldsOurVariablesOnly) {
  ASSERT_EQ(::setenv("ITOPS_TEST_VALUE", "a=b", 1), 0);
  ASSERT_EQ(::setenv("OTHER_TEST_VALUE", "c", 1), 0);
  const Environment environment = processEnvironment();
  EXPECT_EQ(environment.at("ITOPS_TEST_VALUE"), "a=b");
  EXPECT_FALSE(environment.contains("OTHER_TEST_VALUE"));
  ::unsetenv("ITOPS_TEST_VALUE");
  ::unsetenv("OTHER_TEST_VALUE");
}

}  // namespace
}  // namespace itops::config::test
