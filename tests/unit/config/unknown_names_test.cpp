#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::ElementsAre;
using testing::EndsWith;
using testing::IsEmpty;

class UnknownNamesTest : public ConfigFixture {
 protected:
  /// The only warning of the file, without the path before its line number.
  std::string warningOf(const std::string& yaml) {
    const LoadResult result = loadYaml(yaml, {}, plugins_);
    if (!result.errors.empty() || result.warnings.size() != 1) return "not one warning";
    return result.warnings[0].substr(folder_.path().string().size() + 1);
  }

  std::vector<std::string> warningsOf(const std::string& variable, const std::string& value) {
    const LoadResult result = loadVariables({{variable, value}}, plugins_);
    EXPECT_THAT(result.errors, IsEmpty());
    return result.warnings;
  }

  const std::vector<PluginFields> plugins_{{.id = "sla"}, {.id = "gitops_status"}};
};

TEST_F(UnknownNamesTest, InAFileGetTheNearestKey) {
  EXPECT_EQ(warningOf("server:\n  prot: 1\n"),
            "test.yaml:2: server.prot: unknown setting, ignored; did you mean server.port?");
  EXPECT_EQ(warningOf("sever:\n  port: 1\n"),
            "test.yaml:2: sever.port: unknown setting, ignored; did you mean server.port?");
  EXPECT_EQ(warningOf("timezon: UTC\n"),
            "test.yaml:1: timezon: unknown setting, ignored; did you mean timezone?");
  EXPECT_EQ(warningOf("plugins:\n  slaa:\n    enabled: true\n"),
            "test.yaml:2: plugins.slaa: unknown setting, ignored; did you mean plugins.sla?");
}

TEST_F(UnknownNamesTest, InAFileWithoutANearOneGetNoHint) {
  EXPECT_EQ(warningOf("\nfavourite_colour: blue\n"),
            "test.yaml:2: favourite_colour: unknown setting, ignored");
}

TEST_F(UnknownNamesTest, OfVariablesGetTheNearestVariable) {
  EXPECT_THAT(warningsOf("ITOPS_SERVER_PROT", "1"),
              ElementsAre("ITOPS_SERVER_PROT: unknown variable, ignored; did you mean "
                          "ITOPS_SERVER_PORT?"));
  EXPECT_THAT(warningsOf("ITOPS_JWT_SECERT_FILE", "/x"),
              ElementsAre("ITOPS_JWT_SECERT_FILE: unknown variable, ignored; did you mean "
                          "ITOPS_JWT_SECRET_FILE?"));
  EXPECT_THAT(warningsOf("ITOPS_PLUGINS_GITOP_STATUS_ENABLED", "false"),
              ElementsAre(EndsWith("did you mean ITOPS_PLUGINS_GITOPS_STATUS_ENABLED?")));
}

TEST_F(UnknownNamesTest, OfVariablesWithoutANearOneGetNoHint) {
  EXPECT_THAT(warningsOf("ITOPS_FAVOURITE_COLOUR", "blue"),
              ElementsAre("ITOPS_FAVOURITE_COLOUR: unknown variable, ignored"));
}

TEST_F(UnknownNamesTest, OfPluginsThatWereNotFoundSayThat) {
  EXPECT_EQ(warningOf("plugins:\n  ticketing:\n    enabled: true\n    other: 1\n"),
            "test.yaml:2: plugins.ticketing: no plugin ticketing was found in plugins.dir; it has "
            "no effect");
  EXPECT_THAT(warningsOf("ITOPS_PLUGINS_TICKETING_ENABLED", "true"),
              ElementsAre("ITOPS_PLUGINS_TICKETING_ENABLED: no plugin ticketing was found in "
                          "plugins.dir; it has no effect"));
}

TEST_F(UnknownNamesTest, APluginThatIsNotThereMayBeTurnedOff) {
  EXPECT_THAT(warningsOf("ITOPS_PLUGINS_TICKETING_ENABLED", "false"), IsEmpty());
}

TEST_F(UnknownNamesTest, PlannedVariablesAreToldToHaveNoEffect) {
  EXPECT_THAT(warningsOf("ITOPS_REDIS_HOST", "localhost"),
              ElementsAre("ITOPS_REDIS_HOST: is planned but has no effect in this version"));
}

TEST_F(UnknownNamesTest, VariablesThatKubernetesMakesAreNone) {
  EXPECT_THAT(warningsOf("ITOPS_SERVICE_HOST", "10.0.0.7"), IsEmpty());
  EXPECT_THAT(warningsOf("ITOPS_SERVICE_PORT", "8080"), IsEmpty());
  EXPECT_THAT(warningsOf("ITOPS_PORT", "tcp://10.0.0.7:8080"), IsEmpty());
  EXPECT_THAT(warningsOf("ITOPS_PORT_8080_TCP_ADDR", "10.0.0.7"), IsEmpty());
  EXPECT_THAT(warningsOf("ITOPS_UI_SERVICE_PORT_HTTP", "80"), IsEmpty());
}

}  // namespace
}  // namespace itops::config::test
