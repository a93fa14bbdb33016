#include "app/command_line.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::app {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

struct Accepted {
  const char* name;
  std::vector<std::string> arguments;
  Command command;
};

class AcceptedCommandLine : public testing::TestWithParam<Accepted> {};

TEST_P(AcceptedCommandLine, IsUnderstood) {
  const auto line = parseCommandLine(GetParam().arguments);
  EXPECT_EQ(line.command, GetParam().command);
  EXPECT_THAT(line.config_files, IsEmpty());
}

INSTANTIATE_TEST_SUITE_P(
    Table, AcceptedCommandLine,
    testing::Values(Accepted{"Nothing", {}, Command::kRun},
                    Accepted{"Migrate", {"migrate"}, Command::kMigrate},
                    Accepted{"MigrateStatus", {"migrate", "--status"}, Command::kMigrateStatus},
                    Accepted{"CheckConfig", {"--check-config"}, Command::kCheckConfig},
                    Accepted{"PrintConfig", {"--print-config"}, Command::kPrintConfig},
                    Accepted{"ConfigReference", {"--config-reference"}, Command::kConfigReference},
                    Accepted{"PrintOpenApi", {"--print-openapi"}, Command::kPrintOpenApi},
                    Accepted{"EventsReference", {"--events-reference"}, Command::kEventsReference},
                    Accepted{"Version", {"--version"}, Command::kVersion},
                    Accepted{"Help", {"--help"}, Command::kHelp},
                    Accepted{"ShortHelp", {"-h"}, Command::kHelp}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(CommandLine, CollectsConfigFilesInOrderBesideACommand) {
  const auto line =
      parseCommandLine({"--config", "b.yaml", "--check-config", "--config", "a.yaml"});
  EXPECT_EQ(line.command, Command::kCheckConfig);
  EXPECT_THAT(line.config_files, ElementsAre("b.yaml", "a.yaml"));
}

TEST(CommandLine, TakesWhateverFollowsConfigForAFile) {
  EXPECT_THAT(parseCommandLine({"--config", "--help"}).config_files, ElementsAre("--help"));
}

struct Refused {
  const char* name;
  std::vector<std::string> arguments;
  const char* message;
};

class RefusedCommandLine : public testing::TestWithParam<Refused> {};

TEST_P(RefusedCommandLine, NamesTheArgument) {
  try {
    parseCommandLine(GetParam().arguments);
    FAIL() << "it was accepted";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), "usage");
    EXPECT_EQ(error.what(), std::string(GetParam().message) + " See itops --help.");
  }
}

INSTANTIATE_TEST_SUITE_P(
    Table, RefusedCommandLine,
    testing::Values(
        Refused{"UnknownWord", {"start"}, "'start': unknown argument."},
        Refused{"UnknownOption", {"--verbose"}, "'--verbose': unknown argument."},
        Refused{"EmptyArgument", {""}, "'': unknown argument."},
        Refused{"ConfigWithoutFile", {"--config"}, "'--config': a file must follow."},
        Refused{
            "TwoCommands", {"migrate", "--version"}, "'--version': only one command can be given."},
        Refused{
            "CommandTwice", {"migrate", "migrate"}, "'migrate': only one command can be given."},
        Refused{"StatusAlone", {"--status"}, "'--status': unknown argument."},
        Refused{"StatusFirst", {"--status", "migrate"}, "'--status': unknown argument."},
        Refused{"ConfigWithEquals", {"--config=a.yaml"}, "'--config=a.yaml': unknown argument."}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(Usage, NamesEveryCommand) {
  for (const char* command :
       {"migrate ", "migrate --status", "--check-config", "--print-config", "--config-reference",
        "--print-openapi", "--events-reference", "--version", "--help", "--config FILE"}) {
    EXPECT_THAT(usage(), HasSubstr(command));
  }
}

}  // namespace
}  // namespace itops::app
