#include "app/database_access.hpp"

#include <chrono>

#include "app/core_options.hpp"
#include "app/stop_signal.hpp"
#include "itops/error.hpp"

namespace itops::app {
namespace {

constexpr Statement kPing{"app.ping", "SELECT 1 AS one"};
constexpr std::chrono::seconds kStartWaitMax{60};
constexpr std::chrono::milliseconds kStartWaitStep{500};

/// One for each writer, of health pushes and of plugins'; the third bridges the moment in which a
/// lost one is replaced.
constexpr int kIngestConnections = 3;

/// Whole syncs of agents that are written at once; the others wait.
constexpr int kSyncConnections = 4;

}  // namespace

DatabaseAccess::DatabaseAccess(const config::Settings& settings, LogSystem& logs,
                               MetricsRegistry& metrics)
    : settings_(settings), logs_(logs), logger_(logs.logger("database")), metrics_(metrics) {
  makePools(databaseOptions(settings));
}

void DatabaseAccess::start() {
  if (!wantsEmbeddedDatabase(settings_)) return;
  embedded_.emplace(embeddedOptions(settings_), logger_);
  const DatabaseOptions place = embedded_->start();
  DatabaseOptions options = databaseOptions(settings_);
  options.host = place.host;
  options.port = place.port;
  options.name = place.name;
  options.user = place.user;
  options.password = place.password;
  options.sslmode = place.sslmode;
  makePools(options);
}

void DatabaseAccess::makePools(DatabaseOptions options) {
  options.application_name = "itops";
  shared_ = std::make_unique<PostgresDatabase>(options, logger_, metrics_);
  options.application_name = "itops-background";
  options.pool_size = static_cast<int>(settings_.integer("database.background_pool_size"));
  // The fenced transaction of a leader that was killed ends with its connection, not with its
  // statement: the next leader waits for it.
  options.session_settings = {{"client_connection_check_interval", "1000"}};
  background_ = std::make_unique<PostgresDatabase>(options, logger_, metrics_);
  options.application_name = "itops-ingest";
  options.pool_size = kIngestConnections;
  // Every statement of the push path finds its rows by key. Nested loops over the pushed rows keep
  // their order, which is sorted, so that two replicas lock the same services in the same order;
  // and a plan made while a table was small never turns into a scan of it once it is large.
  options.session_settings = {{"enable_hashjoin", "off"},
                              {"enable_mergejoin", "off"},
                              {"enable_seqscan", "off"},
                              {"plan_cache_mode", "force_generic_plan"}};
  ingest_ = std::make_unique<PostgresDatabase>(options, logger_, metrics_);
  options.application_name = "itops-syncs";
  options.pool_size = kSyncConnections;
  syncs_ = std::make_unique<PostgresDatabase>(options, logger_, metrics_);
}

void DatabaseAccess::waitUntilItAnswers() {
  const auto deadline = std::chrono::steady_clock::now() + kStartWaitMax;
  for (bool told = false;; told = true) {
    try {
      shared_->run(kPing);
      return;
    } catch (const Error& error) {
      if (error.kind() != ErrorKind::kUnavailable || std::chrono::steady_clock::now() > deadline) {
        throw;
      }
      if (!told) {
        logger_.warning("Waiting for the database.",
                        {{"error", error.what()}, {"detail", error.logDetail()}});
      }
    }
    if (stopRequestedWithin(kStartWaitStep)) {
      throw Error(ErrorKind::kUnavailable, "stopped", "Stopped while waiting for the database.");
    }
  }
}

void DatabaseAccess::migrate(const std::vector<MigrationSource>& sources) {
  waitUntilItAnswers();
  shared_->withOwnSession([&](Session& session) {
    Migrator migrator(session, logger_);
    for (const auto& source : sources) migrator.run(source.owner, source.folder);
  });
}

std::vector<MigrationStatus> DatabaseAccess::migrationStatus(
    const std::vector<MigrationSource>& sources) {
  waitUntilItAnswers();
  std::vector<MigrationStatus> all;
  shared_->withOwnSession([&](Session& session) {
    Migrator migrator(session, logger_);
    for (const auto& source : sources) {
      const auto own = migrator.status(source.owner, source.folder);
      all.insert(all.end(), own.begin(), own.end());
    }
  });
  return all;
}

bool DatabaseAccess::answers() noexcept {
  try {
    shared_->run(kPing);
    return true;
  } catch (...) {
    return false;  // asked by /ready, which tells it
  }
}

void DatabaseAccess::stop() noexcept {
  syncs_.reset();
  ingest_.reset();
  background_.reset();
  shared_.reset();
  if (embedded_) embedded_->stop();
}

}  // namespace itops::app
