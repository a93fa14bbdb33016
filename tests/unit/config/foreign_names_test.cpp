// Names that other programs gave to settings of ours.

#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

class ForeignNamesTest : public ConfigFixture {
 protected:
  static constexpr ConfigField kFields[]{
      {"anonymous", ConfigType::kBool, "false", "Open to everybody."},
      {"status_file", ConfigType::kText, "/data/status.json", "File to import."},
      {}};
  const std::vector<PluginFields> plugins_{{.id = "sla"},
                                           {.id = "gitops_status", .fields = fieldsOf(kFields)}};

  Settings load(Environment environment) {
    const LoadResult result = loadVariables(std::move(environment), plugins_);
    EXPECT_THAT(result.warnings, IsEmpty());
    return settingsOrFail(result);
  }
};

// GITOPS-79
TEST_F(ForeignNamesTest, OfTheStatusFileIsTheDocumentedOne) {
  EXPECT_EQ(load({}).text("plugins.gitops_status.status_file"), "/data/status.json");
  EXPECT_EQ(load({{"STATUS_FILE", "/srv/s.json"}}).text("plugins.gitops_status.status_file"),
            "/srv/s.json");
}

TEST_F(ForeignNamesTest, OfTheOpenStatusApiHasNoPluginInIt) {
  const Settings settings = load({{"ITOPS_GITOPS_STATUS_ANONYMOUS", "true"}});
  EXPECT_TRUE(settings.boolean("plugins.gitops_status.anonymous"));
  EXPECT_THAT(loadVariables({{"ITOPS_GITOPS_STATUS_ANONYMOUS", "yes"}}, plugins_).errors,
              ElementsAre(HasSubstr("ITOPS_GITOPS_STATUS_ANONYMOUS: found \"yes\"")));
}

// GITOPS-77, GITOPS-78
TEST_F(ForeignNamesTest, OfTheAddressCountForTheStatusApiAlone) {
  const Environment address{{"API_HOST", "10.0.0.1"}, {"API_PORT", "5000"}};
  const Settings together = load(address);
  EXPECT_FALSE(together.isSet("server.host"));
  EXPECT_FALSE(together.isSet("server.port"));
  Environment alone = address;
  alone["ITOPS_PLUGINS_SLA_ENABLED"] = "false";
  EXPECT_EQ(load(alone).text("server.host"), "10.0.0.1");
  EXPECT_EQ(load(alone).integer("server.port"), 5000);
  alone["ITOPS_SERVER_PORT"] = "9000";
  EXPECT_EQ(load(alone).integer("server.port"), 9000) << "our own names win";
  alone["ITOPS_PLUGINS_GITOPS_STATUS_ENABLED"] = "false";
  EXPECT_FALSE(load(alone).isSet("server.host"));
}

TEST_F(ForeignNamesTest, AreCheckedUnderTheirName) {
  EXPECT_THAT(
      loadVariables({{"API_PORT", "http"}, {"ITOPS_PLUGINS_SLA_ENABLED", "false"}}, plugins_)
          .errors,
      ElementsAre(HasSubstr("API_PORT: found \"http\"")));
}

TEST_F(ForeignNamesTest, AreNobodysWhereTheirPluginIsNot) {
  const LoadResult result = loadVariables({{"STATUS_FILE", "/x"}, {"API_PORT", "1"}}, {});
  EXPECT_THAT(result.warnings, IsEmpty());
  EXPECT_FALSE(settingsOrFail(result).isSet("server.port"));
}

}  // namespace
}  // namespace itops::config::test
