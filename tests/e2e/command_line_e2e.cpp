// What `itops` does besides running, and what it refuses.

#include <gmock/gmock.h>

#include <algorithm>

#include "e2e/core_process.hpp"
#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

constexpr int kWrongArguments = 64;
constexpr int kWrongConfiguration = 78;

Finished itops(std::vector<std::string> arguments, const Environment& environment = {}) {
  arguments.insert(arguments.begin(), itopsProgram());
  return runProgram(arguments, environment);
}

TEST(CommandLine, TellsVersionAndUsage) {
  EXPECT_EQ(itops({"--version"}).exit_code, 0);
  EXPECT_THAT(itops({"--version"}).output, StartsWith("itops "));
  EXPECT_EQ(itops({"--help"}).exit_code, 0);
  EXPECT_THAT(itops({"--help"}).output, HasSubstr("--check-config"));
}

TEST(CommandLine, RefusesWhatItDoesNotKnowAndNamesIt) {
  for (const std::string argument : {"--frobnicate", "serve", "-x"}) {
    const Finished finished = itops({argument});
    EXPECT_EQ(finished.exit_code, kWrongArguments);
    EXPECT_THAT(finished.output, HasSubstr("'" + argument + "'"));
  }
  EXPECT_EQ(itops({"--config"}).exit_code, kWrongArguments);
  EXPECT_EQ(itops({"migrate", "--version"}).exit_code, kWrongArguments);
}

TEST(CheckConfig, OfTheInstalledFilesIsContent) {
  const Finished finished = itops({"--check-config"});
  EXPECT_EQ(finished.exit_code, 0) << finished.output;
  EXPECT_THAT(finished.output, Not(HasSubstr("warning")));
}

TEST(CheckConfig, TellsAllProblemsAtOnceWithFileAndLine) {
  const TemporaryFolder folder;
  const std::string file = (folder / "itops.yaml").string();
  writeFile(file, "server:\n  port: 99999\n  prot: 1\nsilence:\n  down_after: soon\n");
  const Finished finished =
      itops({"--config", file, "--check-config"}, {{"ITOPS_LOGGING_LEVEL", "loud"}});
  EXPECT_EQ(finished.exit_code, kWrongConfiguration);
  EXPECT_THAT(finished.output,
              AllOf(HasSubstr(file + ":2: server.port: found \"99999\""),
                    HasSubstr(file + ":5: silence.down_after"),
                    HasSubstr("did you mean server.port?"), HasSubstr("ITOPS_LOGGING_LEVEL")));
}

TEST(CheckConfig, RefusesAFileThatIsMissingOrNoYaml) {
  EXPECT_EQ(itops({"--config", "/nowhere/itops.yaml", "--check-config"}).exit_code,
            kWrongConfiguration);
  const TemporaryFolder folder;
  const std::string file = (folder / "itops.yaml").string();
  writeFile(file, "server: [\n");
  EXPECT_EQ(itops({"--config", file, "--check-config"}).exit_code, kWrongConfiguration);
}

// START-63, START-64, START-65
TEST(PrintConfig, ShowsTheDocumentedDefaults) {
  const Finished finished = itops({"--print-config"});
  EXPECT_EQ(finished.exit_code, 0);
  EXPECT_THAT(finished.output,
              AllOf(HasSubstr("port: 8080  # default"), HasSubstr("host: \"localhost\"  # default"),
                    HasSubstr("name: \"itops\"  # default")));
}

TEST(PrintConfig, MasksSecretsWhereverTheyComeFrom) {
  const TemporaryFolder folder;
  writeFile(folder / "key", "key-of-a-file-0123456789\n");
  const Finished finished = itops(
      {"--print-config"}, {{"ITOPS_DATABASE_PASSWORD", "hunter2"},
                           {"ITOPS_JWT_SECRET", "0123456789012345678901234567890123456789"},
                           {"ITOPS_SECURITY_OPERATOR_API_KEY_FILE", (folder / "key").string()}});
  EXPECT_EQ(finished.exit_code, 0) << finished.output;
  EXPECT_THAT(finished.output, HasSubstr("operator_api_key: \"********\""));
  for (const char* secret : {"hunter2", "01234567890123", "key-of-a-file"}) {
    EXPECT_THAT(finished.output, Not(HasSubstr(secret)));
  }
}

TEST(Migrate, BringsADatabaseUpAndTellsItsState) {
  const Environment environment = externalDatabase(PostgresFixture::freshDatabase());
  const Finished before = itops({"migrate", "--status"}, environment);
  EXPECT_EQ(before.exit_code, 0) << before.output;
  EXPECT_THAT(before.output, AllOf(HasSubstr("kernel 1 "), HasSubstr("sla 1 "),
                                   HasSubstr(": pending"), Not(HasSubstr(": applied"))));
  EXPECT_EQ(itops({"migrate"}, environment).exit_code, 0);
  EXPECT_EQ(itops({"migrate"}, environment).exit_code, 0);
  const Finished after = itops({"migrate", "--status"}, environment);
  EXPECT_THAT(after.output, AllOf(HasSubstr(": applied"), Not(HasSubstr(": pending"))));
}

}  // namespace
}  // namespace itops::test
