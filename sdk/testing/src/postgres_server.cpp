#include "postgres_server.hpp"

#include <fcntl.h>
#include <grp.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <stdexcept>
#include <thread>

namespace itops::test {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kStartLimit{60};
constexpr std::chrono::milliseconds kPollInterval{20};

/// Folder of the newest `initdb`; empty when there is none.
fs::path findBinaries() {
  fs::path best;
  int best_version = 0;
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", ignored)) {
    const int version = std::atoi(entry.path().filename().c_str());
    if (version <= best_version || !fs::exists(entry.path() / "bin/initdb")) continue;
    best = entry.path() / "bin";
    best_version = version;
  }
  for (const char* place : {"/usr/local/bin", "/usr/bin", "/usr/local/pgsql/bin"}) {
    if (best.empty() && fs::exists(fs::path(place) / "initdb")) best = place;
  }
  return best;
}

/// PostgreSQL refuses to run as root.
const passwd* serverUser() {
  return geteuid() == 0 ? getpwnam("postgres") : nullptr;
}

/// Runs between fork and exec: nothing but system calls.
[[noreturn]] void become(const passwd* user, const char* log, char* const* arguments) {
  const bool switched = user == nullptr || (initgroups(user->pw_name, user->pw_gid) == 0 &&
                                            setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0);
  const int file = open(log, O_WRONLY | O_CREAT | O_APPEND, 0600);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  setsid();
  if (chdir("/") != 0) _exit(127);  // ours may be closed to the server's user
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  if (switched) execv(arguments[0], arguments);
  _exit(127);
}

bool quietly(const std::string& connection, const std::string& sql) {
  PGconn* const session = PQconnectdb(connection.c_str());
  PGresult* const result = PQexec(session, sql.c_str());
  const bool worked = PQresultStatus(result) == PGRES_COMMAND_OK;
  PQclear(result);
  PQfinish(session);
  return worked;
}

}  // namespace

PostgresServer& PostgresServer::instance() {
  static PostgresServer server;
  return server;
}

PostgresServer::PostgresServer() : owner_(getpid()) {
  const fs::path binaries = findBinaries();
  if (binaries.empty()) {
    throw std::runtime_error(
        "PostgreSQL 15 or newer is needed for this test; apt-get install postgresql-15.");
  }
  std::string name = "/tmp/itops-postgres-XXXXXX";
  if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("/tmp takes no new folder.");
  folder_ = name;
  const passwd* const user = serverUser();
  if (user != nullptr && chown(name.c_str(), user->pw_uid, user->pw_gid) != 0) fail("chown");
  if (run({binaries / "initdb", "-D", folder_ / "data", "-U", "itops", "-E", "UTF8",
           "--locale=C.UTF-8", "-A", "trust", "--no-sync", "--no-instructions"}) != 0) {
    fail("initdb failed");
  }
  server_ = spawn({binaries / "postgres", "-D", folder_ / "data", "-k", folder_.string(), "-c",
                   "listen_addresses=", "-c", "fsync=off", "-c", "max_connections=20", "-c",
                   "shared_buffers=16MB", "-c", "autovacuum=off", "-c", "timezone=UTC"});
  waitUntilItAnswers();
}

PostgresServer::~PostgresServer() {
  if (getpid() != owner_) return;
  kill(server_, SIGQUIT);
  waitpid(server_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

pid_t PostgresServer::spawn(const std::vector<std::string>& command) const {
  const std::string log = (folder_ / "server.log").string();
  std::vector<char*> arguments;
  arguments.reserve(command.size() + 1);
  for (const auto& word : command) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const passwd* const user = serverUser();
  const pid_t child = fork();
  if (child == 0) become(user, log.c_str(), arguments.data());
  return child;
}

int PostgresServer::run(const std::vector<std::string>& command) const {
  int status = -1;
  waitpid(spawn(command), &status, 0);
  return status;
}

void PostgresServer::waitUntilItAnswers() {
  const auto deadline = std::chrono::steady_clock::now() + kStartLimit;
  while (PQping(connectionTo("postgres").c_str()) != PQPING_OK) {
    const bool ended = waitpid(server_, nullptr, WNOHANG) == server_;
    if (ended || std::chrono::steady_clock::now() > deadline) fail("the server did not start");
    std::this_thread::sleep_for(kPollInterval);
  }
}

std::string PostgresServer::connectionTo(const std::string& database) const {
  return "host=" + folder_.string() + " user=itops dbname=" + database +
         " options='-c timezone=UTC -c client_min_messages=warning'";
}

std::string PostgresServer::create(const std::string& from) {
  const std::string name = "test_" + std::to_string(getpid()) + "_" + std::to_string(++count_);
  const std::string copy = from.empty() ? "" : " TEMPLATE " + from;
  if (!quietly(connectionTo("postgres"), "CREATE DATABASE " + name + copy)) {
    fail("CREATE DATABASE " + name + copy + " failed");
  }
  return name;
}

void PostgresServer::fail(const std::string& what) const {
  std::ifstream log(folder_ / "server.log");
  const std::string text{std::istreambuf_iterator<char>(log), {}};
  throw std::runtime_error("The test's PostgreSQL in " + folder_.string() + ": " + what +
                           ". Its log:\n" + text);
}

}  // namespace itops::test
