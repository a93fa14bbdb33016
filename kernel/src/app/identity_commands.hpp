#pragma once

#include <functional>
#include <vector>

#include "app/command_line.hpp"
#include "app/database_access.hpp"
#include "config/auth_declaration.hpp"
#include "config/settings.hpp"

/// Commands that work on accounts and providers without serving. [main]
namespace itops::app {

/// Starts or reaches the database, migrates it, runs the command, and gives its exit code.
int runOnDatabase(const config::Settings& settings, const std::vector<MigrationSource>& migrations,
                  const std::function<int(PostgresDatabase&)>& command);

/// `itops admin create`. The password comes from its setting, else from the first line of standard
/// input, where a terminal doesn't show it.
int makeAdmin(PostgresDatabase& database, const config::Settings& settings,
              const CommandLine& line);

/// `itops reconcile`: prints what changes; exit code 1 when the declaration is refused.
int reconcileProviders(PostgresDatabase& database, const config::AuthDeclaration& declared,
                       bool dry_run);

}  // namespace itops::app
