#include "plugin/info_check.hpp"

#include <gtest/gtest.h>

namespace itops::plugin {
namespace {

using InfoProblems = std::vector<std::string>;

class InfoCheckTest : public testing::Test {
 protected:
  InfoProblems check() const { return checkInfo(info_, "sla"); }

  PluginInfo info_{.id = "sla",
                   .name = "SLA",
                   .version = "1.0.0",
                   .description = "Computes.",
                   .enabled_by_default = true,
                   .needs = nullptr,
                   .uses = nullptr,
                   .offers = nullptr,
                   .path_prefixes = nullptr,
                   .permissions = nullptr,
                   .config = nullptr};
};

TEST_F(InfoCheckTest, AcceptsAnInfoWithoutLists) {
  EXPECT_EQ(check(), InfoProblems{});
}

TEST_F(InfoCheckTest, AcceptsWellFormedLists) {
  const char* needs[] = {"itops.database/1", "acme.billing/2", nullptr};
  const char* prefixes[] = {"/", "/api/v1/sla", nullptr};
  const char* permissions[] = {"sla.read", nullptr};
  const ConfigField config[] = {
      {"report_time", ConfigType::kText, "07:00", "When the report is made.", 0, 0},
      {"grace", ConfigType::kDuration, "2h", "How long to wait.", 0, 86400},
      {nullptr, ConfigType::kBool, nullptr, nullptr, 0, 0}};
  info_.needs = needs;
  info_.path_prefixes = prefixes;
  info_.permissions = permissions;
  info_.config = config;

  EXPECT_EQ(check(), InfoProblems{});
}

TEST_F(InfoCheckTest, RefusesAMissingId) {
  info_.id = nullptr;
  EXPECT_EQ(check(), InfoProblems{"PluginInfo.id is missing; give the plugin an id."});
}

TEST_F(InfoCheckTest, RefusesAMalformedId) {
  info_.id = "SLA-2";
  EXPECT_EQ(check(),
            InfoProblems{"PluginInfo.id is \"SLA-2\"; it must match [a-z][a-z0-9_]{1,30}."});
}

TEST_F(InfoCheckTest, RefusesEmptyTexts) {
  info_.name = "";
  info_.version = nullptr;
  info_.description = "";
  EXPECT_EQ(check(), (InfoProblems{"PluginInfo.name is missing or empty; give it a text.",
                                   "PluginInfo.version is missing or empty; give it a text.",
                                   "PluginInfo.description is missing or empty; give it a text."}));
}

TEST_F(InfoCheckTest, RefusesMalformedEntriesOfEachList) {
  const char* bad[] = {"No Id", nullptr};
  info_.needs = bad;
  info_.uses = bad;
  info_.offers = bad;
  info_.path_prefixes = bad;
  info_.permissions = bad;

  const std::string remedy =
      "; an interface id is a name with a revision, such as itops.database/1.";
  EXPECT_EQ(
      check(),
      (InfoProblems{"PluginInfo.needs names \"No Id\"" + remedy,
                    "PluginInfo.uses names \"No Id\"" + remedy,
                    "PluginInfo.offers names \"No Id\"" + remedy,
                    "PluginInfo.path_prefixes names \"No Id\"; a path prefix begins with / and "
                    "doesn't end with it, such as /api/v1/sla.",
                    "PluginInfo.permissions names \"No Id\"; a permission is at least two words "
                    "joined by dots, such as sla.read."}));
}

TEST_F(InfoCheckTest, RefusesAnEntryThatStandsTwice) {
  const char* offers[] = {"x/1", "x/1", nullptr};
  info_.offers = offers;
  EXPECT_EQ(check(), InfoProblems{"PluginInfo.offers names \"x/1\" twice."});
}

TEST_F(InfoCheckTest, StopsReadingAListWithoutItsEnd) {
  std::vector<std::string> names;
  for (int i = 0; i <= kListEntriesMax; ++i) names.push_back("x" + std::to_string(i) + "/1");
  std::vector<const char*> uses;
  for (const std::string& name : names) uses.push_back(name.c_str());
  info_.uses = uses.data();

  EXPECT_EQ(check(),
            InfoProblems{"PluginInfo.uses has more than 256 entries; end the list with a null "
                         "pointer."});
}

TEST_F(InfoCheckTest, RefusesASettingThatStandsTwice) {
  const ConfigField config[] = {{"retries", ConfigType::kInteger, "5", "How often.", 0, 10},
                                {"retries", ConfigType::kInteger, "5", "How often.", 0, 10},
                                {nullptr, ConfigType::kBool, nullptr, nullptr, 0, 0}};
  info_.config = config;
  EXPECT_EQ(check(), InfoProblems{"plugin \"sla\": setting \"retries\" is declared twice"});
}

struct DefaultCase {
  const char* name;
  ConfigField field;
  bool accepted;
};

class SettingDefault : public testing::TestWithParam<DefaultCase> {};

TEST_P(SettingDefault, MustBeAValueOfItsOwnType) {
  const ConfigField config[] = {GetParam().field,
                                {nullptr, ConfigType::kBool, nullptr, nullptr, 0, 0}};
  const PluginInfo info{.id = "sla",
                        .name = "SLA",
                        .version = "1",
                        .description = "Computes.",
                        .enabled_by_default = true,
                        .needs = nullptr,
                        .uses = nullptr,
                        .offers = nullptr,
                        .path_prefixes = nullptr,
                        .permissions = nullptr,
                        .config = config};

  EXPECT_EQ(checkInfo(info, "sla").empty(), GetParam().accepted);
}

INSTANTIATE_TEST_SUITE_P(
    Cases, SettingDefault,
    testing::Values(
        DefaultCase{"GoodBool", {"a", ConfigType::kBool, "true", "Help.", 0, 0}, true},
        DefaultCase{"BadBool", {"a", ConfigType::kBool, "maybe", "Help.", 0, 0}, false},
        DefaultCase{"BadInteger", {"a", ConfigType::kInteger, "5s", "Help.", 0, 0}, false},
        DefaultCase{"LowInteger", {"a", ConfigType::kInteger, "-1", "Help.", 0, 9}, false},
        DefaultCase{"HighNumber", {"a", ConfigType::kNumber, "1.5", "Help.", 0, 1}, false},
        DefaultCase{"BadDuration", {"a", ConfigType::kDuration, "5", "Help.", 0, 0}, false},
        DefaultCase{"LongDuration", {"a", ConfigType::kDuration, "2h", "Help.", 0, 3600}, false},
        DefaultCase{"EmptyText", {"a", ConfigType::kText, "", "Help.", 0, 0}, true},
        DefaultCase{"BuiltInSecret", {"a", ConfigType::kSecret, "pw", "Help.", 0, 0}, false},
        DefaultCase{"NoHelp", {"a", ConfigType::kText, "", "", 0, 0}, false},
        DefaultCase{"BadKey", {"A-b", ConfigType::kText, "", "Help.", 0, 0}, false},
        DefaultCase{"ReservedKey", {"enabled", ConfigType::kBool, "true", "Help.", 0, 0}, false}),
    [](const auto& test_case) { return test_case.param.name; });

}  // namespace
}  // namespace itops::plugin
