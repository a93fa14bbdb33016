#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace itops::app {

/// What `itops` was asked to do.
enum class Command {
  kRun,
  kMigrate,
  kMigrateStatus,
  kCheckConfig,
  kPrintConfig,
  kConfigReference,
  kPrintOpenApi,
  kEventsReference,
  kVersion,
  kHelp,
};

struct CommandLine {
  Command command = Command::kRun;
  std::vector<std::filesystem::path> config_files;  ///< of `--config`, in order
};

/// Reads the arguments behind the program's name. Throws Error(kInvalid, "usage") naming the first
/// one that isn't understood. Pure.
CommandLine parseCommandLine(const std::vector<std::string>& arguments);

/// The text of `itops --help`.
std::string usage();

}  // namespace itops::app
