#include "database/embedded_postgres.hpp"

#include <libpq-fe.h>

#include <csignal>
#include <fstream>
#include <thread>

#include "database/cluster_creation.hpp"
#include "database/cluster_place.hpp"
#include "database/cluster_settings.hpp"
#include "database/connection_string.hpp"
#include "database/embedded_error.hpp"
#include "database/folder_lock.hpp"
#include "database/orphan.hpp"
#include "database/postgres_binaries.hpp"
#include "database/postgres_server.hpp"

namespace itops {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

constexpr std::chrono::milliseconds kReadyPollInterval{5};
constexpr int kEndingsMax = 3;
constexpr std::uintmax_t kServerLogBytesMax = 10 * 1024 * 1024;

/// The cluster is ours alone, so the database that initdb makes serves.
constexpr const char* kDatabase = "postgres";

void rotate(const fs::path& log) {
  std::error_code missing;
  if (fs::file_size(log, missing) > kServerLogBytesMax && !missing) {
    fs::rename(log, log.string() + ".1");
  }
}

}  // namespace

class EmbeddedPostgres::Implementation {
 public:
  Implementation(EmbeddedPostgresOptions options, Logger& logger)
      : options_(std::move(options)), logger_(logger) {}
  ~Implementation() { stop(); }

  DatabaseOptions start();
  void stop() noexcept;
  int serverPid() const { return server_ ? server_->pid() : 0; }
  const fs::path& root() const { return place_.root; }

 private:
  void claimFolders();
  void startServer(const PostgresBinaries& binaries);
  void awaitReady();
  DatabaseOptions connection() const;

  EmbeddedPostgresOptions options_;
  Logger& logger_;
  std::unique_ptr<FolderLock> data_lock_;
  std::unique_ptr<FolderLock> place_lock_;
  ClusterPlace place_;
  ServerUser user_;
  std::unique_ptr<PostgresServer> server_;
};

DatabaseOptions EmbeddedPostgres::Implementation::start() {
  const auto begun = Clock::now();
  claimFolders();
  const auto cluster_major = clusterMajor(place_.cluster());
  const PostgresBinaries binaries = findPostgres(options_.bin_dir, cluster_major);
  rotate(place_.serverLog());
  if (!cluster_major) createCluster(place_, user_, binaries);
  stopOrphan(place_.cluster(), options_.stop_timeout, logger_);
  startServer(binaries);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
  logger_.info("The embedded PostgreSQL is ready.",
               {{"folder", place_.root.string()},
                {"version", std::to_string(binaries.major)},
                {"created", cluster_major ? "no" : "yes"},
                {"milliseconds", std::to_string(took.count())}});
  return connection();
}

void EmbeddedPostgres::Implementation::claimFolders() {
  options_.data_dir = fs::absolute(options_.data_dir).lexically_normal();
  fs::create_directories(options_.data_dir);
  data_lock_ = std::make_unique<FolderLock>(options_.data_dir);
  place_.root = choosePlace(options_, logger_);
  place_lock_ = std::make_unique<FolderLock>(place_.root);
  user_ = findServerUser(place_.cluster());
}

void EmbeddedPostgres::Implementation::startServer(const PostgresBinaries& binaries) {
  place_.socket_folder = makeSocketFolder(place_.root, user_);
  writeClusterSettings(place_, options_.connections_max);
  server_ = std::make_unique<PostgresServer>(
      ChildCommand{{binaries.postgres().string(), "-D", place_.cluster().string(), "-c",
                    "config_file=" + settingsFile(place_).string()},
                   user_,
                   place_.cluster(),
                   place_.serverLog(),
                   SIGINT},
      logger_);
  awaitReady();
}

void EmbeddedPostgres::Implementation::awaitReady() {
  const auto deadline = Clock::now() + options_.start_timeout;
  const std::string target = connectionString(connection());
  while (PQping(target.c_str()) != PQPING_OK) {
    if (server_->endings() >= kEndingsMax || Clock::now() > deadline) {
      throw embeddedError("The embedded PostgreSQL doesn't start; its reason is at the end of " +
                              place_.serverLog().string() + ".",
                          tailOfLog(place_.serverLog()));
    }
    std::this_thread::sleep_for(kReadyPollInterval);
  }
}

DatabaseOptions EmbeddedPostgres::Implementation::connection() const {
  DatabaseOptions options;
  options.host = place_.socket_folder.string();
  options.name = kDatabase;
  options.user = kClusterOwner;
  options.sslmode = "disable";
  return options;
}

void EmbeddedPostgres::Implementation::stop() noexcept {
  if (!server_) return;
  server_->stop(options_.stop_timeout);
  server_.reset();
  std::error_code ignored;
  if (place_.socket_folder != place_.root / "run") fs::remove(place_.socket_folder, ignored);
  place_lock_.reset();
  data_lock_.reset();
}

EmbeddedPostgres::EmbeddedPostgres(EmbeddedPostgresOptions options, Logger& logger)
    : implementation_(std::make_unique<Implementation>(std::move(options), logger)) {}

EmbeddedPostgres::~EmbeddedPostgres() = default;

DatabaseOptions EmbeddedPostgres::start() try {
  return implementation_->start();
} catch (const fs::filesystem_error& error) {
  throw embeddedError(std::string("The embedded database's folder can't be used: ") + error.what() +
                      ".");
}

void EmbeddedPostgres::stop() noexcept {
  implementation_->stop();
}

int EmbeddedPostgres::serverPid() const {
  return implementation_->serverPid();
}

fs::path EmbeddedPostgres::place() const {
  return implementation_->root();
}

}  // namespace itops
