#include "config_fixture.hpp"
#include "itops/error.hpp"

namespace itops::config::test {
namespace {

using EarlyTextTest = ConfigFixture;

TEST_F(EarlyTextTest, IsWhatIsConfigured) {
  const std::string file = write("own.yaml", "plugins:\n  dir: /opt/plugins\n");
  EXPECT_EQ(earlyText({.files = {file}}, "plugins.dir"), "/opt/plugins");
  EXPECT_EQ(earlyText({.files = {file}, .environment = {{"ITOPS_PLUGINS_DIR", "/srv/plugins"}}},
                      "plugins.dir"),
            "/srv/plugins");
}

TEST_F(EarlyTextTest, IsTheDefaultOtherwise) {
  EXPECT_EQ(earlyText({}, "plugins.dir"), "");
  EXPECT_EQ(earlyText({}, "logging.format"), "json");
}

TEST_F(EarlyTextTest, LeavesProblemsToTheLoading) {
  const std::string broken = write("own.yaml", "plugins: [\n");
  EXPECT_EQ(earlyText({.files = {broken}}, "plugins.dir"), "");
  EXPECT_EQ(earlyText({.environment = {{"ITOPS_LOGGING_FORMAT", "xml"}}}, "logging.format"),
            "json");
}

TEST_F(EarlyTextTest, RefusesWhatIsNoText) {
  EXPECT_THROW(earlyText({}, "server.port"), Error);
  EXPECT_THROW(earlyText({}, "plugins.sla.title"), Error);
}

}  // namespace
}  // namespace itops::config::test
