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
  kAccessReference,
  kAdminCreate,
  kReconcile,
  kLicense,
  kVersion,
  kHelp,
};

struct CommandLine {
  Command command = Command::kRun;
  std::vector<std::filesystem::path> config_files;  ///< of `--config`, in order
  std::string admin_name = "admin";                 ///< of `admin create --name`
  std::vector<std::string> operands = {};           ///< of `license`
  bool reset = false;                               ///< of `admin create --reset`
  bool dry_run = false;                             ///< of `reconcile --dry-run`
};

/// Reads the arguments behind the program's name. Throws Error(kInvalid, "usage") naming the first
/// one that isn't understood. Pure.
CommandLine parseCommandLine(const std::vector<std::string>& arguments);

/// The text of `itops --help`.
std::string usage();

}  // namespace itops::app
