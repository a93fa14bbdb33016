#include "app/program.hpp"

#include <filesystem>
#include <functional>
#include <iostream>

#include "app/command_line.hpp"
#include "app/core.hpp"
#include "app/core_interfaces.hpp"
#include "app/core_options.hpp"
#include "app/generated_secrets.hpp"
#include "app/identity_commands.hpp"
#include "app/indented_json.hpp"
#include "app/installation.hpp"
#include "app/license_commands.hpp"
#include "app/plugin_setup.hpp"
#include "app/stop_signal.hpp"
#include "app/welcome.hpp"
#include "config/load.hpp"
#include "config/print.hpp"
#include "config/reference.hpp"
#include "config/schema.hpp"
#include "itops/error.hpp"
#include "logging/log_system.hpp"
#include "plugin/plugin_host.hpp"

namespace itops::app {
namespace {

namespace fs = std::filesystem;

constexpr int kUsageExitCode = 64;

/// Everything that is known before anything runs.
struct Preparation {
  Installation installation = Installation::ofThisProcess();
  config::Sources sources;
  plugin::PluginHost host;
  std::vector<plugin::PluginManifest> manifests;
  config::LoadResult loaded;
};

void prepare(Preparation& preparation, const CommandLine& line) {
  preparation.sources = {line.config_files, preparation.installation.config,
                         config::processEnvironment()};
  const auto folder = config::earlyText(preparation.sources, "plugins.dir");
  const fs::path own_folder = preparation.installation.plugins;
  std::error_code missing;  // a folder that isn't there is reported by the host
  preparation.host.load(own_folder);
  if (!folder.empty() && !fs::equivalent(folder, own_folder, missing)) {
    preparation.host.load(fs::path(folder));
  }
  preparation.manifests = preparation.host.manifests();
  preparation.loaded =
      config::loadSettings(preparation.sources, pluginFields(preparation.manifests));
}

void printWarnings(const config::LoadResult& loaded) {
  for (const auto& warning : loaded.warnings) std::cerr << "itops: warning: " << warning << "\n";
}

/// Prints every problem of configuration and plugins together; true when there is none.
bool isSound(Preparation& preparation) {
  printWarnings(preparation.loaded);
  for (const auto& error : preparation.loaded.errors) std::cerr << "itops: " << error << "\n";
  if (!preparation.loaded.settings) return false;
  const auto check = preparation.host.check(
      pluginSwitches(*preparation.loaded.settings, preparation.sources.environment),
      coreInterfaceIds());
  for (const auto& notice : check.notices) {
    std::cerr << "itops: warning: " << toString(notice) << "\n";
  }
  for (const auto& problem : check.problems) std::cerr << "itops: " << toString(problem) << "\n";
  return check.problems.empty();
}

config::Settings completeSettings(const config::Settings& settings) {
  return settings.production() ? settings
                               : withGeneratedSecrets(settings, settings.text("data.dir"));
}

int createAdmin(const Preparation& preparation, const CommandLine& line) {
  const auto settings = completeSettings(*preparation.loaded.settings);
  return runOnDatabase(
      settings,
      migrationSources(preparation.installation.migrations, settings, preparation.manifests),
      [&](PostgresDatabase& database) { return makeAdmin(database, settings, line); });
}

int reconcile(const Preparation& preparation, const CommandLine& line) {
  const auto& settings = *preparation.loaded.settings;
  const auto declared = config::readAuthDeclaration(preparation.sources, settings);
  return runOnDatabase(
      settings,
      migrationSources(preparation.installation.migrations, settings, preparation.manifests),
      [&](PostgresDatabase& database) {
        return reconcileProviders(database, declared, line.dry_run);
      });
}

int checkConfig(const Preparation& preparation) {
  const auto declared =
      config::readAuthDeclaration(preparation.sources, *preparation.loaded.settings);
  for (const auto& error : declared.errors) std::cerr << "itops: " << error << "\n";
  if (!declared.errors.empty()) return config::kConfigExitCode;
  std::cout << "The configuration is valid.\n";
  return EXIT_SUCCESS;
}

int migrate(Preparation& preparation) {
  const auto& settings = *preparation.loaded.settings;
  LogSystem logs(logOptions(settings));
  MetricsRegistry metrics;
  DatabaseAccess database(settings, logs, metrics);
  database.start();
  database.migrate(
      migrationSources(preparation.installation.migrations, settings, preparation.manifests));
  database.stop();
  return EXIT_SUCCESS;
}

std::string_view stateName(MigrationStatus::State state) {
  switch (state) {
    case MigrationStatus::State::kApplied:
      return "applied";
    case MigrationStatus::State::kPending:
      return "pending";
    case MigrationStatus::State::kEdited:
      return "EDITED after it was applied";
    case MigrationStatus::State::kUnknown:
      break;
  }
  return "applied by a newer version";
}

int printMigrationStatus(Preparation& preparation) {
  const auto& settings = *preparation.loaded.settings;
  LogOptions quiet = logOptions(settings);
  quiet.target = stderr;
  LogSystem logs(quiet);
  MetricsRegistry metrics;
  DatabaseAccess database(settings, logs, metrics);
  database.start();
  for (const auto& one : database.migrationStatus(migrationSources(
           preparation.installation.migrations, settings, preparation.manifests))) {
    std::cout << one.owner << " " << one.number << " " << one.name << ": " << stateName(one.state);
    if (one.applied_at) std::cout << " " << formatTimestamp(*one.applied_at);
    std::cout << "\n";
  }
  database.stop();
  return EXIT_SUCCESS;
}

/// Prints what a core says of itself without serving.
int printFromCore(Preparation& preparation, const std::function<std::string(Core&)>& text) {
  const auto& settings = *preparation.loaded.settings;
  LogOptions quiet = logOptions(settings);
  quiet.target = stderr;
  LogSystem logs(quiet);
  Core core(preparation.installation, settings, preparation.host, logs);
  std::cout << text(core);
  return EXIT_SUCCESS;
}

int serve(Preparation& preparation) {
  const config::Settings settings = completeSettings(*preparation.loaded.settings);
  LogSystem logs(logOptions(settings));
  Core core(preparation.installation, settings, preparation.host, logs);
  core.declare(config::readAuthDeclaration(preparation.sources, settings));
  core.start();
  logs.logger("core").info("Ready.", {{"version", version()},
                                      {"host", settings.text("server.host")},
                                      {"port", std::to_string(core.port())},
                                      {"environment", settings.text("server.environment")}});
  if (!settings.production()) {
    printWelcome(std::cout, settings, core.port(), core.madeAdminPassword());
  }
  waitForStopSignal();
  logs.logger("core").info("Shutting down.");
  core.stop();
  logs.logger("core").info("Stopped.");
  return EXIT_SUCCESS;
}

int execute(const CommandLine& line, Preparation& preparation) {
  switch (line.command) {
    case Command::kMigrate:
      return migrate(preparation);
    case Command::kMigrateStatus:
      return printMigrationStatus(preparation);
    case Command::kPrintOpenApi:
      return printFromCore(preparation,
                           [](Core& core) { return indentedJson(core.openApiDocument()) + "\n"; });
    case Command::kEventsReference:
      return printFromCore(preparation, [](Core& core) { return core.eventsReference(); });
    case Command::kAccessReference:
      return printFromCore(preparation, [](Core& core) { return core.accessReference(); });
    case Command::kAdminCreate:
      return createAdmin(preparation, line);
    case Command::kReconcile:
      return reconcile(preparation, line);
    case Command::kCheckConfig:
      return checkConfig(preparation);
    case Command::kPrintConfig:
      std::cout << config::printConfig(*preparation.loaded.settings);
      return EXIT_SUCCESS;
    default:
      return serve(preparation);
  }
}

}  // namespace

int run(const std::vector<std::string>& arguments) {
  CommandLine line;
  try {
    line = parseCommandLine(arguments);
  } catch (const Error& error) {
    std::cerr << "itops: " << error.what() << "\n";
    return kUsageExitCode;
  }
  if (line.command == Command::kHelp) std::cout << usage();
  if (line.command == Command::kVersion) std::cout << "itops " << version() << "\n";
  if (line.command == Command::kHelp || line.command == Command::kVersion) return EXIT_SUCCESS;
  if (line.command == Command::kLicense) {
    try {
      return runLicense(line.operands);
    } catch (const Error& error) {
      std::cerr << "itops: " << error.what() << "\n";
      return kUsageExitCode;
    }
  }
  Preparation preparation;
  prepare(preparation, line);
  if (line.command == Command::kConfigReference) {
    const auto fields = pluginFields(preparation.manifests);
    std::cout << config::configReference(config::Schema(fields));
    return EXIT_SUCCESS;
  }
  return isSound(preparation) ? execute(line, preparation) : config::kConfigExitCode;
}

}  // namespace itops::app
