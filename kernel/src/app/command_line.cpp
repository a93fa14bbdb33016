#include "app/command_line.hpp"

#include <map>

#include "itops/error.hpp"

namespace itops::app {
namespace {

const std::map<std::string, Command, std::less<>>& commands() {
  static const std::map<std::string, Command, std::less<>> kCommands{
      {"migrate", Command::kMigrate},
      {"--check-config", Command::kCheckConfig},
      {"--print-config", Command::kPrintConfig},
      {"--config-reference", Command::kConfigReference},
      {"--print-openapi", Command::kPrintOpenApi},
      {"--events-reference", Command::kEventsReference},
      {"--version", Command::kVersion},
      {"--help", Command::kHelp},
      {"-h", Command::kHelp},
  };
  return kCommands;
}

[[noreturn]] void refuse(const std::string& argument, const std::string& why) {
  throw Error(ErrorKind::kInvalid, "usage", "'" + argument + "': " + why + " See itops --help.");
}

}  // namespace

CommandLine parseCommandLine(const std::vector<std::string>& arguments) {
  CommandLine line;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& argument = arguments[i];
    if (argument == "--config") {
      if (i + 1 == arguments.size()) refuse(argument, "a file must follow.");
      line.config_files.emplace_back(arguments[++i]);
    } else if (argument == "--status" && line.command == Command::kMigrate) {
      line.command = Command::kMigrateStatus;
    } else if (const auto known = commands().find(argument); known == commands().end()) {
      refuse(argument, "unknown argument.");
    } else if (line.command != Command::kRun) {
      refuse(argument, "only one command can be given.");
    } else {
      line.command = known->second;
    }
  }
  return line;
}

std::string usage() {
  return "usage: itops [--config FILE]... [COMMAND]\n"
         "\n"
         "Without a command the platform runs until SIGTERM or Ctrl-C.\n"
         "\n"
         "  migrate              bring the database up to this version and exit\n"
         "  migrate --status     list migrations and whether they are applied\n"
         "  --check-config       check the configuration; exit code 78 when it is wrong\n"
         "  --print-config       print the settings in effect, secrets masked\n"
         "  --config-reference   print the reference of all settings as Markdown\n"
         "  --print-openapi      print the OpenAPI document of all routes\n"
         "  --events-reference   print all events and interfaces as Markdown\n"
         "  --version, --help\n"
         "\n"
         "  --config FILE        read this file instead of the installed ones; may be repeated,\n"
         "                       later files win. Environment variables (ITOPS_*) win over "
         "files.\n";
}

}  // namespace itops::app
