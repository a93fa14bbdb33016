#include "config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;
using testing::UnorderedElementsAre;

class ProductionTest : public ConfigFixture {
 protected:
  std::vector<std::string> errorsWithout(const std::string& variable) {
    Environment environment = productionEnvironment();
    environment.erase(variable);
    return loadVariables(environment).errors;
  }
};

// START-71: each required secret that is missing stops the start, all told at once.
TEST_F(ProductionTest, RequiresItsSecrets) {
  EXPECT_THAT(loadVariables({{"ITOPS_SERVER_ENVIRONMENT", "production"}}).errors,
              UnorderedElementsAre(StartsWith("jwt.secret: "), StartsWith("database.password: "),
                                   StartsWith("security.operator_api_key: ")));
}

TEST_F(ProductionTest, StartsWithItsSecrets) {
  EXPECT_THAT(loadVariables(productionEnvironment()).errors, IsEmpty());
}

// START-67
TEST_F(ProductionTest, RequiresTheTokenSecret) {
  EXPECT_THAT(errorsWithout("ITOPS_JWT_SECRET"),
              ElementsAre("jwt.secret: found nothing, required in production: expected a text of "
                          "32 to 4096 characters; set ITOPS_JWT_SECRET or ITOPS_JWT_SECRET_FILE"));
}

// START-68
TEST_F(ProductionTest, RequiresTheOperatorKey) {
  EXPECT_THAT(errorsWithout("ITOPS_SECURITY_OPERATOR_API_KEY"),
              ElementsAre(AllOf(StartsWith("security.operator_api_key: found nothing"),
                                HasSubstr("ITOPS_SECURITY_OPERATOR_API_KEY_FILE"))));
}

TEST_F(ProductionTest, TakesADatabaseUrlInPlaceOfAPassword) {
  Environment environment = productionEnvironment();
  environment.erase("ITOPS_DATABASE_PASSWORD");
  environment["ITOPS_DATABASE_URL"] = "postgresql://u:p@h/d";
  EXPECT_THAT(loadVariables(environment).errors, IsEmpty());
}

TEST_F(ProductionTest, TakesSecretsFromFiles) {
  Environment environment = productionEnvironment();
  environment.erase("ITOPS_JWT_SECRET");
  environment["ITOPS_JWT_SECRET_FILE"] = write("jwt", std::string(32, 'j') + "\n");
  EXPECT_THAT(loadVariables(environment).errors, IsEmpty());
}

TEST_F(ProductionTest, AnEmptySecretIsMissing) {
  Environment environment = productionEnvironment();
  environment.erase("ITOPS_DATABASE_PASSWORD");
  EXPECT_THAT(loadYaml("database:\n  password: \"\"\n", environment).errors,
              ElementsAre(StartsWith("database.password: found nothing")));
}

TEST_F(ProductionTest, AWrongSecretIsToldOnce) {
  Environment environment = productionEnvironment();
  environment["ITOPS_JWT_SECRET"] = "short";
  EXPECT_THAT(loadVariables(environment).errors,
              ElementsAre(StartsWith("ITOPS_JWT_SECRET: found a text of 5 characters")));
}

TEST_F(ProductionTest, AnUnreadableSecretIsToldOnce) {
  Environment environment = productionEnvironment();
  environment.erase("ITOPS_JWT_SECRET");
  environment["ITOPS_JWT_SECRET_FILE"] = "/nowhere";
  EXPECT_THAT(loadVariables(environment).errors,
              ElementsAre(StartsWith("ITOPS_JWT_SECRET_FILE: the file \"/nowhere\"")));
}

TEST_F(ProductionTest, DevelopmentNeedsNoSecrets) {
  const Settings settings = settingsOrFail(loadVariables({}));
  EXPECT_FALSE(settings.isSet("jwt.secret"));
  EXPECT_FALSE(settings.isSet("security.operator_api_key"));
}

TEST_F(ProductionTest, IsNothingElse) {
  EXPECT_THAT(loadVariables({{"ITOPS_SERVER_ENVIRONMENT", "prod"}}).errors,
              ElementsAre("ITOPS_SERVER_ENVIRONMENT: found \"prod\", expected one of development, "
                          "production"));
}

}  // namespace
}  // namespace itops::config::test
