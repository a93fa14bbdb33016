#include "config/print.hpp"

#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr ConfigField kFields[] = {
    {.key = "title", .type = ConfigType::kText, .default_value = "SLA", .help = "A title."}};

class PrintTest : public ConfigFixture {
 protected:
  const std::vector<PluginFields> plugins_{{.id = "sla", .fields = kFields}};
};

TEST_F(PrintTest, ShowsWhereEachValueCameFrom) {
  const LoadResult result =
      loadYaml("server:\n  port: 7000\n", {{"ITOPS_SERVER_EXTRA_PORTS", "5000,5001"}});
  const std::string printed = printConfig(settingsOrFail(result));
  EXPECT_THAT(printed, HasSubstr("  port: 7000  # " + (folder_ / "test.yaml").string() + ":2\n"));
  EXPECT_THAT(printed, HasSubstr("  extra_ports: [5000, 5001]  # environment "
                                 "ITOPS_SERVER_EXTRA_PORTS\n"));
  EXPECT_THAT(printed, HasSubstr("  host: \"127.0.0.1\"  # default\n"));
}

TEST_F(PrintTest, NamesTheFileOfASecretButNotTheSecret) {
  const std::string file = write("jwt", std::string(32, 'j'));
  const LoadResult result = loadVariables({{"ITOPS_JWT_SECRET_FILE", file}});
  EXPECT_THAT(printConfig(settingsOrFail(result)),
              HasSubstr("secret: \"********\"  # environment ITOPS_JWT_SECRET_FILE\n"));
}

TEST_F(PrintTest, LoadsAgainToTheSameValues) {
  const Settings first = settingsOrFail(loadYaml(
      "data:\n  dir: 'a \"b\" \\ c: # é'\nserver:\n  extra_ports: [1, 2]\n",
      {{"ITOPS_SILENCE_UNKNOWN_AFTER", "90s"}, {"ITOPS_PLUGINS_SLA_TITLE", "- x: [y"}}, plugins_));
  const LoadResult again = loadYaml(printConfig(first), {}, plugins_);
  EXPECT_THAT(again.warnings, IsEmpty());
  const Settings second = settingsOrFail(again);
  ASSERT_EQ(first.entries().size(), second.entries().size());
  for (std::size_t i = 0; i < first.entries().size(); ++i) {
    EXPECT_EQ(first.entries()[i].texts, second.entries()[i].texts)
        << first.entries()[i].setting.key;
  }
}

}  // namespace
}  // namespace itops::config::test
