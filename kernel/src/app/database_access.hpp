#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/settings.hpp"
#include "database/embedded_postgres.hpp"
#include "database/migrator.hpp"
#include "database/postgres_database.hpp"
#include "logging/log_system.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::app {

/// Whose schema is brought up by the files of which folder.
struct MigrationSource {
  std::string owner;  ///< `kernel` or a plugin's id
  std::filesystem::path folder;

  bool operator==(const MigrationSource&) const = default;
};

/// PostgreSQL for this process: external, or a private one that lives and ends with it. Three
/// pools: neither people who read nor work in the background keep a push from its connection, nor
/// each other. [main] unless said otherwise.
class DatabaseAccess {
 public:
  /// Makes the pools; nothing is started or connected yet.
  DatabaseAccess(const config::Settings& settings, LogSystem& logs, MetricsRegistry& metrics);

  /// Starts the private PostgreSQL where one is wanted. Call before the pools are used.
  void start();

  /// Waits for the database to answer and brings the schemas of the owners up to their files, in
  /// this order. Throws Error.
  void migrate(const std::vector<MigrationSource>& sources);
  std::vector<MigrationStatus> migrationStatus(const std::vector<MigrationSource>& sources);

  /// For handlers and plugins. [any]
  PostgresDatabase& shared() { return *shared_; }
  /// For jobs, deliveries of events and notifications. [any]
  PostgresDatabase& background() { return *background_; }
  /// For the writers of pushes alone. [any]
  PostgresDatabase& ingest() { return *ingest_; }
  /// For whole syncs of agents. [any]
  PostgresDatabase& syncs() { return *syncs_; }

  /// True when the database answers now. [any]
  bool answers() noexcept;

  /// Closes the pools and stops the private PostgreSQL.
  void stop() noexcept;

 private:
  void makePools(DatabaseOptions options);
  void waitUntilItAnswers();

  const config::Settings& settings_;
  LogSystem& logs_;
  Logger& logger_;
  MetricsRegistry& metrics_;
  std::optional<EmbeddedPostgres> embedded_;
  std::unique_ptr<PostgresDatabase> shared_;
  std::unique_ptr<PostgresDatabase> background_;
  std::unique_ptr<PostgresDatabase> ingest_;
  std::unique_ptr<PostgresDatabase> syncs_;
};

}  // namespace itops::app
