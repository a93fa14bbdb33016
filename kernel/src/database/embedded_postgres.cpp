#include "database/embedded_postgres.hpp"

#include <fcntl.h>
#include <libpq-fe.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <optional>
#include <thread>

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
constexpr std::streamoff kLogTailBytes = 2'000;

constexpr const char* kUser = "itops";
/// The cluster is ours alone, so the database that initdb makes serves.
constexpr const char* kDatabase = "postgres";

std::string tailOf(const fs::path& file) {
  std::ifstream stream(file, std::ios::ate);
  const std::streamoff size = stream.tellg();
  stream.seekg(std::max<std::streamoff>(0, size - kLogTailBytes));
  return {std::istreambuf_iterator<char>(stream), {}};
}

void rotate(const fs::path& log) {
  std::error_code missing;
  if (fs::file_size(log, missing) > kServerLogBytesMax && !missing) {
    fs::rename(log, log.string() + ".1");
  }
}

/// Writes out everything on the folder's file system: initdb's own sync of each of its thousand
/// files takes seconds on a busy disk.
void syncFileSystem(const fs::path& folder) {
  const int descriptor = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  const bool synced = descriptor >= 0 && syncfs(descriptor) == 0;
  const int error = errno;
  if (descriptor >= 0) close(descriptor);
  if (synced) return;
  throw embeddedError("The database's folder " + folder.string() + " can't be written to disk: " +
                      std::strerror(error) + ".");
}

void removeDrafts(const fs::path& root) {
  for (const auto& entry : fs::directory_iterator(root)) {
    std::error_code busy;
    if (entry.path().filename().string().starts_with("cluster.new-")) {
      fs::remove_all(entry.path(), busy);
    }
  }
}

fs::path makeDraft(const fs::path& root, const ServerUser& user) {
  std::string name = (root / "cluster.new-XXXXXX").string();
  if (mkdtemp(name.data()) == nullptr) {
    throw embeddedError("No folder can be made in " + root.string() + ". Check its owner and the "
                        "free space.");
  }
  makeFolder(name, user, 0700);
  return name;
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
  void createCluster(const PostgresBinaries& binaries);
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
  removeDrafts(place_.root);
  if (!cluster_major) createCluster(binaries);
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

/// In a draft that gets its name when it is complete: a cluster is there wholly or not at all.
void EmbeddedPostgres::Implementation::createCluster(const PostgresBinaries& binaries) {
  if (fs::exists(place_.cluster())) {
    throw embeddedError("The folder " + place_.cluster().string() +
                        " is there but holds no PostgreSQL cluster. Move it away.");
  }
  const fs::path draft = makeDraft(place_.root, user_);
  const int status = runChild({{binaries.initdb().string(), "-D", draft.string(), "-E", "UTF8",
                                "--locale=C.UTF-8", "-U", kUser, "-A", "peer", "--no-sync",
                                "--no-instructions"},
                               user_, draft, place_.serverLog(), SIGKILL});
  if (status != 0) {
    throw embeddedError("The embedded database can't be created in " + place_.root.string() +
                            "; its reason is at the end of " + place_.serverLog().string() + ".",
                        tailOf(place_.serverLog()));
  }
  syncFileSystem(draft);
  fs::rename(draft, place_.cluster());
  syncFileSystem(place_.root);
}

void EmbeddedPostgres::Implementation::startServer(const PostgresBinaries& binaries) {
  place_.socket_folder = makeSocketFolder(place_.root, user_);
  writeClusterSettings(place_, options_.connections_max);
  server_ = std::make_unique<PostgresServer>(
      ChildCommand{{binaries.postgres().string(), "-D", place_.cluster().string(), "-c",
                    "config_file=" + settingsFile(place_).string()},
                   user_, place_.cluster(), place_.serverLog(), SIGINT},
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
                          tailOf(place_.serverLog()));
    }
    std::this_thread::sleep_for(kReadyPollInterval);
  }
}

DatabaseOptions EmbeddedPostgres::Implementation::connection() const {
  DatabaseOptions options;
  options.host = place_.socket_folder.string();
  options.name = kDatabase;
  options.user = kUser;
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

void EmbeddedPostgres::stop() noexcept { implementation_->stop(); }

int EmbeddedPostgres::serverPid() const { return implementation_->serverPid(); }

fs::path EmbeddedPostgres::place() const { return implementation_->root(); }

}  // namespace itops
