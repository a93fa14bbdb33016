// The production environment: required secrets, an external database with a password, and an
// operator key that may push and look but not change.

#include <gmock/gmock.h>

#include "database/postgres_database.hpp"
#include "e2e/api_client.hpp"
#include "support/postgres_fixture.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kKey = "an-operator-key-of-production";
constexpr const char* kDatabasePassword = "a b'c@:/?#";

/// Everything that production requires but the database.
Environment productionSecrets() {
  return {{"ITOPS_SERVER_ENVIRONMENT", "production"},
          {"ITOPS_JWT_SECRET", std::string(40, 'j')},
          {"ITOPS_SECURITY_OPERATOR_API_KEY", kKey}};
}

/// A database that a role of its own owns and enters with a password.
DatabaseOptions databaseWithPassword() {
  DatabaseOptions options = PostgresFixture::freshDatabase();
  RecordingLogger logger;
  MetricsRegistry metrics;
  const std::string role = "owner_of_" + options.name;
  PostgresDatabase(options, logger, metrics)
      .runScript("CREATE ROLE " + role + " LOGIN PASSWORD $p$" + kDatabasePassword +
                 "$p$; ALTER DATABASE " + options.name + " OWNER TO " + role);
  options.user = role;
  options.password = Secret(kDatabasePassword);
  return options;
}

class Production : public testing::Test {
 protected:
  static void SetUpTestSuite() {
    Environment environment = productionSecrets();
    environment.merge(externalDatabase(databaseWithPassword()));
    suite_core = std::make_unique<CoreProcess>(environment);
    suite_core->start();
  }
  static void TearDownTestSuite() { suite_core.reset(); }

  static inline std::unique_ptr<CoreProcess> suite_core;
  ApiClient api{*suite_core};
};

TEST_F(Production, TakesPushesAndShowsTheCatalog) {
  const Answer push = api.push(kPath, "DOWN");
  EXPECT_EQ(push.status, 201);
  EXPECT_EQ(api.service(kPath).at("status"), json::value("DOWN"));
  EXPECT_EQ(api.get("/api/v1/hierarchy").status, 200);
  EXPECT_EQ(api.get("/api/v1/plugins").status, 200);
  EXPECT_EQ(api.snapshots(kPath).size(), 1U);
}

TEST_F(Production, LetsTheOperatorKeyNeitherChangeNorDeleteAService) {
  const std::string target = "/api/v1/services/" + api.push(kPath, "DOWN").text("id");
  for (const Answer& answer : {api.patch(target, {{"team", "x"}}), api.remove(target)}) {
    EXPECT_EQ(answer.status, 403);
    EXPECT_EQ(answer.raw.header("content-type"), "application/problem+json");
  }
  EXPECT_EQ(api.service(kPath).at("team"), json::value(""));
}

// PUSH-07
TEST_F(Production, TakesTheOperatorKeyFromItsVariableAndNeverPrintsSecrets) {
  EXPECT_EQ(ApiClient(suite_core->port(), kKey).get("/api/v1/services").status, 200);
  EXPECT_EQ(ApiClient(suite_core->port(), "another-operator-key").get("/api/v1/services").status,
            401);
  EXPECT_THAT(suite_core->output(), AllOf(Not(HasSubstr(kKey)), Not(HasSubstr(kDatabasePassword))));
}

TEST(ProductionDatabase, IsFoundByAUrl) {
  const DatabaseOptions database = databaseWithPassword();
  Environment environment = productionSecrets();
  environment["ITOPS_DATABASE_URL"] =
      "postgresql://" + database.user + ":a%20b'c%40%3A%2F%3F%23@/" + database.name +
      "?host=" + database.host + "&port=" + std::to_string(database.port);
  CoreProcess core(environment);
  core.start();
  EXPECT_EQ(ApiClient(core).push(kPath, "DOWN").status, 201);
}

// START-67, START-68, START-71
TEST(ProductionStart, WithoutSecretsFailsAndNamesAllOfThem) {
  CoreProcess core(Environment{{"ITOPS_SERVER_ENVIRONMENT", "production"}});
  core.launch();
  EXPECT_EQ(core.waitForExit(std::chrono::seconds(20)), 78);
  EXPECT_THAT(core.output(),
              AllOf(HasSubstr("ITOPS_JWT_SECRET"), HasSubstr("ITOPS_SECURITY_OPERATOR_API_KEY"),
                    HasSubstr("ITOPS_DATABASE_PASSWORD")));
}

TEST(ProductionStart, RefusesSecretsThatAreTooShortWithoutRepeatingThem) {
  CoreProcess core(Environment{{"ITOPS_SERVER_ENVIRONMENT", "production"},
                               {"ITOPS_JWT_SECRET", "hunter2"},
                               {"ITOPS_SECURITY_OPERATOR_API_KEY", "letmein"},
                               {"ITOPS_DATABASE_PASSWORD", "x"}});
  core.launch();
  EXPECT_EQ(core.waitForExit(std::chrono::seconds(20)), 78);
  EXPECT_THAT(core.output(), AllOf(HasSubstr("32"), HasSubstr("12"), Not(HasSubstr("hunter2")),
                                   Not(HasSubstr("letmein"))));
}

}  // namespace
}  // namespace itops::test
