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
      {"--access-reference", Command::kAccessReference},
      {"reconcile", Command::kReconcile},
      {"--version", Command::kVersion},
      {"--help", Command::kHelp},
      {"-h", Command::kHelp},
  };
  return kCommands;
}

[[noreturn]] void refuse(const std::string& argument, const std::string& why) {
  throw Error(ErrorKind::kInvalid, "usage", "'" + argument + "': " + why + " See itops --help.");
}

/// The arguments, taken one after the other.
class Reader {
 public:
  explicit Reader(const std::vector<std::string>& arguments) : arguments_(arguments) {}

  CommandLine run() {
    while (at_ < arguments_.size()) read(arguments_[at_++]);
    return std::move(line_);
  }

 private:
  const std::string& next(const std::string& argument, const std::string& what) {
    if (at_ == arguments_.size()) refuse(argument, what + " must follow.");
    return arguments_[at_++];
  }

  void read(const std::string& argument) {
    if (argument == "--config") {
      line_.config_files.emplace_back(next(argument, "a file"));
    } else if (!readOption(argument)) {
      readCommand(argument);
    }
  }

  /// Options that belong to the command before them.
  bool readOption(const std::string& argument) {
    if (argument == "--status" && line_.command == Command::kMigrate) {
      line_.command = Command::kMigrateStatus;
    } else if (argument == "--dry-run" && line_.command == Command::kReconcile) {
      line_.dry_run = true;
    } else if (argument == "--reset" && line_.command == Command::kAdminCreate) {
      line_.reset = true;
    } else if (argument == "--name" && line_.command == Command::kAdminCreate) {
      line_.admin_name = next(argument, "a name");
    } else {
      return false;
    }
    return true;
  }

  void readCommand(const std::string& argument) {
    if (line_.command != Command::kRun) refuse(argument, "only one command can be given.");
    if (argument == "admin") {
      const auto& verb = next(argument, "create");
      if (verb != "create") refuse(verb, "expected admin create.");
      line_.command = Command::kAdminCreate;
      return;
    }
    if (argument == "license") {
      line_.command = Command::kLicense;
      line_.operands.assign(arguments_.begin() + static_cast<std::ptrdiff_t>(at_),
                            arguments_.end());
      at_ = arguments_.size();
      return;
    }
    const auto known = commands().find(argument);
    if (known == commands().end()) refuse(argument, "unknown argument.");
    line_.command = known->second;
  }

  const std::vector<std::string>& arguments_;
  std::size_t at_ = 0;
  CommandLine line_;
};

}  // namespace

CommandLine parseCommandLine(const std::vector<std::string>& arguments) {
  return Reader(arguments).run();
}

std::string usage() {
  return "usage: itops [--config FILE]... [COMMAND]\n"
         "\n"
         "Without a command the platform runs until SIGTERM or Ctrl-C.\n"
         "\n"
         "  migrate              bring the database up to this version and exit\n"
         "  migrate --status     list migrations and whether they are applied\n"
         "  admin create         make an administrator: [--name NAME] [--reset], the password on\n"
         "                       standard input or in ITOPS_BOOTSTRAP_ADMIN_PASSWORD\n"
         "  reconcile            bring the providers to what the configuration declares;\n"
         "                       --dry-run prints the difference and changes nothing\n"
         "  license VERB         keygen, sign or verify licences; each says what it wants\n"
         "  --check-config       check the configuration; exit code 78 when it is wrong\n"
         "  --print-config       print the settings in effect, secrets masked\n"
         "  --config-reference   print the reference of all settings as Markdown\n"
         "  --print-openapi      print the OpenAPI document of all routes\n"
         "  --events-reference   print all events and interfaces as Markdown\n"
         "  --access-reference   print all routes and who may call them as Markdown\n"
         "  --version, --help\n"
         "\n"
         "  --config FILE        read this file instead of the installed ones; may be repeated,\n"
         "                       later files win. Environment variables (ITOPS_*) win over "
         "files.\n";
}

}  // namespace itops::app
