// Administrators and providers from the command line and from files; secrets stay where they are.

#include <gmock/gmock.h>

#include "e2e/person.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

constexpr const char* kDeclared = R"(auth:
  local: {enabled: true, isDefault: true, passwordPolicy: {minLength: 12}}
  ldap:
    name: corp
    displayName: Corporate LDAP
    host: 127.0.0.1
    port: 1
    bindDn: cn=service,dc=corp
    bindPasswordSecret: {name: creds, key: bindPassword}
    baseDn: dc=corp
)";

std::string itops(const Environment& environment, const std::string& arguments) {
  std::string command;
  for (const auto& [name, value] : environment) command += name + "='" + value + "' ";
  return runProgram({"/bin/sh", "-c", command + itopsProgram() + " " + arguments + " 2>&1"}).output;
}

Environment production() {
  auto options = PostgresFixture::freshDatabase();
  options.password = Secret("unused");
  auto environment = externalDatabase(options);
  environment["ITOPS_SERVER_ENVIRONMENT"] = "production";
  environment["ITOPS_SERVER_SHUTDOWN_DELAY"] = "0s";
  environment["ITOPS_JWT_SECRET"] = "planted-jwt-secret-planted-jwt-secret";
  environment["ITOPS_SECURITY_OPERATOR_API_KEY"] = "planted-operator-key";
  return environment;
}

TEST(ProductionAdmin, IsMadeFromTheCommandLineAndComesIn) {
  const auto environment = production();
  CoreProcess core(environment);
  core.start();
  EXPECT_THAT(core.output(), HasSubstr("itops admin create"));
  EXPECT_EQ(logIn(core.port(), "admin", kPassword).status, 401) << "there is no default password";
  EXPECT_THAT(itops(environment, "admin create </dev/null"), HasSubstr("at least 12 characters"));
  EXPECT_THAT(itops(environment, "admin create --name ada <<'X'\nCorrect Horse 1\nX\n"),
              HasSubstr("'ada' was made"));
  EXPECT_EQ(logIn(core.port(), "ada", kPassword).status, 200);
  EXPECT_THAT(itops(environment, "admin create --name ada --reset <<'X'\nAnother Horse 2\nX\n"),
              HasSubstr("was set"));
  EXPECT_EQ(logIn(core.port(), "ada", "Another Horse 2").status, 200);
}

TEST(ProductionOperatorKey, MayNotDoWhatWantsAnAccount) {
  CoreProcess core(production());
  core.start();
  const ApiClient api(core.port(), "planted-operator-key");
  for (const char* target : {"/api/v1/accounts", "/api/v1/groups", "/api/v1/api-keys",
                             "/api/v1/audit", "/api/v1/auth/reconcile"}) {
    EXPECT_EQ(api.get(target).status, 403) << target;
  }
  // REPO-14
  EXPECT_EQ(api.call("POST", "/api/v1/license/activate", R"({"license":"x"})").status, 400);
  EXPECT_EQ(HttpClient(core.port()).post("/api/v1/license/activate", "{}").status, 401);
}

// REPO-32
TEST(Features, SwitchLocalLoginsOff) {
  auto environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_BOOTSTRAP_ADMIN_PASSWORD"] = kPassword;
  CoreProcess core(environment);
  core.start();
  EXPECT_EQ(logIn(core.port(), "admin", kPassword).status, 200);
  core.terminate();
  core.set("ITOPS_FEATURE_LOCAL_AUTH", "false");
  core.start();
  EXPECT_EQ(logIn(core.port(), "admin", kPassword).status, 401);
}

// REPO-42, REPO-90
// Slow: a core of its own and several commands.
TEST(DeclaredProviders, AreReconciledShownAndPreviewed) {
  const TemporaryFolder folder;
  writeFile(folder / "auth.yaml", kDeclared);
  auto environment = externalDatabase(PostgresFixture::freshDatabase());
  environment["ITOPS_AUTH_FILE"] = (folder / "auth.yaml").string();
  EXPECT_THAT(itops(environment, "reconcile --dry-run"), HasSubstr("would create provider corp"));
  CoreProcess core(environment);
  core.start();
  const auto admin = adminAt(core);
  EXPECT_EQ(admin.get("/api/v1/auth/reconcile").body.at_pointer("/lastRun/outcome"),
            json::value("applied"));
  EXPECT_THAT(HttpClient(core.port()).get("/api/v1/auth/providers").body,
              AllOf(HasSubstr("Corporate LDAP"), HasSubstr("\"managed\":true")));
  EXPECT_EQ(logIn(core.port(), "somebody", kPassword).status, 503) << "the directory is away";
  core.terminate();
  writeFile(folder / "auth.yaml", "auth: [broken");
  core.start();
  EXPECT_THAT(HttpClient(core.port()).get("/api/v1/auth/providers").body, HasSubstr("corp"));
  EXPECT_EQ(HttpClient(core.port()).get("/ready").status, 200);
  EXPECT_THAT(HttpClient(core.port()).get("/metrics").body,
              HasSubstr("itops_auth_reconcile_refused 1"));
  EXPECT_EQ(adminAt(core).get("/api/v1/auth/reconcile").body.at_pointer("/lastRun/outcome"),
            json::value("refused"));
}

// REPO-35, REPO-36, REPO-37: secrets come by the environment, count, and go no further.
TEST(Secrets, PlantedInEverySettingAppearNowhere) {
  const TemporaryFolder folder;
  writeFile(folder / "auth.yaml", kDeclared);
  std::filesystem::create_directories(folder / "creds");
  writeFile(folder / "creds" / "bindPassword", "planted-bind-password\n");
  auto environment = production();
  environment["ITOPS_AUTH_FILE"] = (folder / "auth.yaml").string();
  environment["ITOPS_AUTH_SECRETS_DIR"] = folder.path().string();
  environment["ITOPS_AUTH_LDAP_BIND_PASSWORD"] = "planted-fallback-password";
  environment["ITOPS_BOOTSTRAP_ADMIN_PASSWORD"] = "planted-Admin-password-1";
  environment["ITOPS_LICENSE_KEY"] = "planted-license";
  environment["ITOPS_LOGGING_LEVEL"] = "debug";
  CoreProcess core(environment);
  core.start();
  const auto admin = personAt(core, "admin", "planted-Admin-password-1");
  logIn(core.port(), "somebody", "planted-typed-password");
  std::string seen = itops(environment, "--print-config") + core.output();
  for (const char* target : {"/api/v1/audit", "/api/v1/templates/export", "/api/v1/auth/providers",
                             "/api/v1/auth/reconcile", "/api/v1/plugins", "/api/v1/license",
                             "/api/v1/accounts", "/api/v1/api-keys", "/metrics", "/openapi.json"}) {
    seen += admin.get(target).raw.body;
  }
  EXPECT_THAT(seen, Not(HasSubstr("planted-")));
  EXPECT_THAT(seen, HasSubstr("The licence does not count")) << "it is said that it is none";
  EXPECT_EQ(ApiClient(core.port(), "planted-operator-key").get("/api/v1/services").status, 200);
  EXPECT_EQ(admin.get("/api/v1/auth/me").status, 200) << "signed with the planted secret";
}

TEST(LicenseCommand, MakesSignsAndVerifies) {
  const auto keys = itops({}, "license keygen");
  const auto line = [&](const std::string& name) {
    const auto at = keys.find(name) + name.size() + 2;
    return keys.substr(at, keys.find('\n', at) - at);
  };
  const TemporaryFolder folder;
  writeFile(folder / "key", line("secret key") + "\n");
  const auto token =
      itops({}, "license sign --licensee Corp --plugins sla --key " + (folder / "key").string());
  EXPECT_THAT(
      itops({}, "license verify --public-key '" + line("public key") + "' --license " + token),
      AllOf(HasSubstr("valid"), HasSubstr("licensee: Corp")));
  EXPECT_THAT(itops({}, "license sing"), HasSubstr("expected keygen, sign or verify"));
}

}  // namespace
}  // namespace itops::test
