#include "config/reference.hpp"

#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::HasSubstr;

constexpr ConfigField kModeFields[] = {{"mode", ConfigType::kText, "a|b", "One | or the other."}};

TEST(Reference, ShowsEverySettingWithItsVariable) {
  const Schema schema;
  const std::string text = configReference(schema);
  for (const Setting& setting : schema.settings()) {
    EXPECT_THAT(text, HasSubstr("| `" + setting.key + "` | `" + variableName(setting.key) + "`"));
    EXPECT_THAT(text, HasSubstr(setting.help));
  }
}

TEST(Reference, ShowsTypesLimitsAndDefaults) {
  const std::string text = configReference(Schema());
  EXPECT_THAT(text, HasSubstr("| `server.port` | `ITOPS_SERVER_PORT` | integer, 0 to 65535 | "
                              "`8080` |"));
  EXPECT_THAT(text, HasSubstr("| choice, `json`, `text` | `json` |"));
  EXPECT_THAT(text, HasSubstr("| `127.0.0.1`; in production `0.0.0.0` |"));
  EXPECT_THAT(text, HasSubstr("`ITOPS_JWT_SECRET` or `ITOPS_JWT_SECRET_FILE` | secret, 32 to 4096 "
                              "characters | required in production |"));
  EXPECT_THAT(text, HasSubstr("required in production unless `database.url`"));
  EXPECT_THAT(text, HasSubstr("| list of integers, at most 8, 1 to 65535 | - |"));
}

TEST(Reference, HasASectionForEachPlugin) {
  const std::vector<PluginFields> plugins{{.id = "sla", .fields = kModeFields}};
  const std::string text = configReference(Schema(plugins));
  EXPECT_THAT(text, HasSubstr("\n## plugins.sla\n"));
  EXPECT_THAT(text, HasSubstr("`ITOPS_PLUGINS_SLA_ENABLED`"));
}

TEST(Reference, KeepsBarsInsideTheirCells) {
  const std::vector<PluginFields> plugins{{.id = "sla", .fields = kModeFields}};
  const std::string text = configReference(Schema(plugins));
  EXPECT_THAT(text, HasSubstr("`a\\|b`"));
  EXPECT_THAT(text, HasSubstr("One \\| or the other."));
}

TEST(Reference, TellsTheExitCode) {
  EXPECT_THAT(configReference(Schema()), HasSubstr("ends with exit code 78."));
}

TEST(Reference, NamesEachSectionOnce) {
  const std::string text = configReference(Schema());
  for (const char* section : {"\n## server\n", "\n## database\n", "\n## plugins\n"}) {
    const std::size_t first = text.find(section);
    ASSERT_NE(first, std::string::npos) << section;
    EXPECT_EQ(text.find(section, first + 1), std::string::npos) << section;
  }
}

}  // namespace
}  // namespace itops::config::test
