#include "config/plugin_config.hpp"
#include "config/schema.hpp"
#include "config_fixture.hpp"
#include "itops/error.hpp"

namespace itops::config::test {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

constexpr ConfigField kSlaFields[] = {
    {"window", ConfigType::kDuration, "5m", "A window.", 60, 3600},
    {"weight", ConfigType::kNumber, "0.5", "A weight.", 0, 1},
    {"rows", ConfigType::kInteger, "10", "Rows."},
    {"strict", ConfigType::kBool, "true", "Strict."},
    {"title", ConfigType::kText, "SLA", "A title."},
    {"token", ConfigType::kSecret, "", "A token."},
    {nullptr, ConfigType::kText, nullptr, nullptr}};

class PluginSettingsTest : public ConfigFixture {
 protected:
  const std::vector<PluginFields> plugins_{{.id = "sla", .fields = fieldsOf(kSlaFields)},
                                           {.id = "agent", .enabled_by_default = false}};
};

// START-69: the plugin is on by default and turned off by its variable.
TEST_F(PluginSettingsTest, APluginIsOnUnlessItsVariableSaysNo) {
  EXPECT_TRUE(settingsOrFail(loadVariables({}, plugins_)).boolean("plugins.sla.enabled"));
  const LoadResult off = loadVariables({{"ITOPS_PLUGINS_SLA_ENABLED", "false"}}, plugins_);
  EXPECT_FALSE(settingsOrFail(off).boolean("plugins.sla.enabled"));
}

TEST_F(PluginSettingsTest, APluginThatIsOffByDefaultIsTurnedOn) {
  EXPECT_FALSE(settingsOrFail(loadVariables({}, plugins_)).boolean("plugins.agent.enabled"));
  const LoadResult on = loadYaml("plugins:\n  agent:\n    enabled: true\n", {}, plugins_);
  EXPECT_TRUE(settingsOrFail(on).boolean("plugins.agent.enabled"));
}

TEST_F(PluginSettingsTest, APluginSeesItsOwnSettings) {
  const LoadResult result = loadYaml("plugins:\n  sla:\n    window: 10m\n    title: Ours\n",
                                     {{"ITOPS_PLUGINS_SLA_TOKEN", "t0ken"}}, plugins_);
  const Settings settings = settingsOrFail(result);
  const PluginConfig config(settings, "sla");
  EXPECT_EQ(config.duration("window"), 10min);
  EXPECT_EQ(config.number("weight"), 0.5);
  EXPECT_EQ(config.integer("rows"), 10);
  EXPECT_TRUE(config.boolean("strict"));
  EXPECT_EQ(config.text("title"), "Ours");
  EXPECT_EQ(config.secret("token").reveal(), "t0ken");
}

TEST_F(PluginSettingsTest, APluginSeesNothingElse) {
  const Settings settings = settingsOrFail(loadVariables({}, plugins_));
  const PluginConfig config(settings, "sla");
  EXPECT_THROW(config.text("server.host"), Error);
  EXPECT_THROW(config.text("missing"), Error);
  EXPECT_THROW(config.text("window"), Error) << "it is a duration";
}

TEST_F(PluginSettingsTest, ValuesAreCheckedLikeTheKernels) {
  EXPECT_THAT(loadVariables({{"ITOPS_PLUGINS_SLA_WINDOW", "2h"}}, plugins_).errors,
              ElementsAre(StartsWith("ITOPS_PLUGINS_SLA_WINDOW: found \"2h\"")));
  EXPECT_THAT(loadVariables({{"ITOPS_PLUGINS_SLA_WEIGHT", "1.5"}}, plugins_).errors,
              ElementsAre(StartsWith("ITOPS_PLUGINS_SLA_WEIGHT: found \"1.5\"")));
  EXPECT_THAT(loadVariables({{"ITOPS_PLUGINS_SLA_STRICT", "maybe"}}, plugins_).errors,
              ElementsAre(StartsWith("ITOPS_PLUGINS_SLA_STRICT: found \"maybe\"")));
}

TEST_F(PluginSettingsTest, ASecretIsAlsoReadFromItsFile) {
  const std::string file = write("token", "from-a-file\n");
  const Settings settings =
      settingsOrFail(loadVariables({{"ITOPS_PLUGINS_SLA_TOKEN_FILE", file}}, plugins_));
  EXPECT_EQ(PluginConfig(settings, "sla").secret("token").reveal(), "from-a-file");
}

TEST_F(PluginSettingsTest, SharedVariablesAreRefused) {
  constexpr ConfigField kOuter[] = {{"b_c", ConfigType::kText, "", "One."}};
  constexpr ConfigField kInner[] = {{"c", ConfigType::kText, "", "Two."}};
  EXPECT_THAT(
      loadVariables({}, {{.id = "a", .fields = kOuter}, {.id = "a_b", .fields = kInner}}).errors,
      ElementsAre("plugins.a.b_c and plugins.a_b.c: both are set by ITOPS_PLUGINS_A_B_C; rename "
                  "one of the plugins' settings"));
}

TEST(PluginFields, OfANullTableAreNone) {
  EXPECT_TRUE(fieldsOf(nullptr).empty());
}

TEST(PluginFields, EndBeforeTheEntryWithoutAKey) {
  EXPECT_EQ(fieldsOf(kSlaFields).size(), 6u);
}

TEST(PluginFields, ThatAreRightHaveNoProblems) {
  EXPECT_THAT(checkPluginFields({.id = "sla", .fields = fieldsOf(kSlaFields)}), IsEmpty());
}

struct WrongField {
  const char* name;
  ConfigField field;
  const char* problem;
};

std::ostream& operator<<(std::ostream& out, const WrongField& one) {
  return out << one.name;
}

class WrongPluginField : public testing::TestWithParam<WrongField> {};

TEST_P(WrongPluginField, IsNamed) {
  const ConfigField fields[] = {GetParam().field};
  EXPECT_THAT(checkPluginFields({.id = "sla", .fields = fields}), ElementsAre(GetParam().problem));
}

INSTANTIATE_TEST_SUITE_P(
    PluginFields, WrongPluginField,
    testing::Values(
        WrongField{"Default",
                   {"rows", ConfigType::kInteger, "many", "Rows."},
                   "plugin \"sla\": setting \"rows\" has the default \"many\", expected a whole "
                   "number"},
        WrongField{"DefaultOutOfRange",
                   {"window", ConfigType::kDuration, "1s", "A window.", 60, 3600},
                   "plugin \"sla\": setting \"window\" has the default \"1s\", expected a duration "
                   "such as 250ms, 30s, 5m, 24h or 90d, from 1m to 1h"},
        WrongField{"NoDefault",
                   {"strict", ConfigType::kBool, nullptr, "Strict."},
                   "plugin \"sla\": setting \"strict\" has the default \"\", expected true or "
                   "false"},
        WrongField{"SecretDefault",
                   {"token", ConfigType::kSecret, "changeme", "A token."},
                   "plugin \"sla\": setting \"token\" is a secret with a default; expected the "
                   "default \"\""},
        WrongField{"Key",
                   {"Rows-Max", ConfigType::kInteger, "1", "Rows."},
                   "plugin \"sla\": setting \"Rows-Max\" expected a key of lower-case letters, "
                   "digits and _"},
        WrongField{"TakenKey",
                   {"enabled", ConfigType::kBool, "true", "On."},
                   "plugin \"sla\": setting \"enabled\" the key is the kernel's own; expected "
                   "another name"},
        WrongField{"Help",
                   {"rows", ConfigType::kInteger, "1", ""},
                   "plugin \"sla\": setting \"rows\" has no help; expected one sentence"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(PluginFields, DeclaredTwiceAreNamed) {
  const ConfigField fields[] = {{"rows", ConfigType::kInteger, "1", "Rows."},
                                {"rows", ConfigType::kInteger, "2", "Rows."}};
  EXPECT_THAT(checkPluginFields({.id = "sla", .fields = fields}),
              ElementsAre("plugin \"sla\": setting \"rows\" is declared twice"));
}

TEST(PluginFields, NeedAPluginIdOfTheirOwn) {
  EXPECT_THAT(checkPluginFields({.id = "Sla"}), ElementsAre(HasSubstr("expected an id")));
  EXPECT_THAT(checkPluginFields({.id = ""}), ElementsAre(HasSubstr("expected an id")));
  EXPECT_THAT(checkPluginFields({.id = "dir"}), ElementsAre(HasSubstr("plugins.dir")));
}

}  // namespace
}  // namespace itops::config::test
