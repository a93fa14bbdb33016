#include "support/private_server.hpp"

#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <set>
#include <stdexcept>
#include <string_view>
#include <thread>
#include <utility>

#include "database/migrator.hpp"
#include "database/postgres_database.hpp"

namespace itops::test {
namespace {

namespace fs = std::filesystem;

constexpr std::chrono::seconds kReturnLimit{20};

std::string textOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

fs::path migrationsOf(const std::string& owner) {
  return fs::path(ITOPS_SOURCE_DIR) / "migrations" / owner;
}

/// The same for the same migrations, so that the programs of a run share a template.
std::string templateName(const std::vector<std::string>& owners) {
  std::string all;
  for (const auto& owner : owners) {
    all += owner + ":";
    const std::set<fs::path> files{fs::directory_iterator(migrationsOf(owner)), {}};
    for (const auto& file : files) all += textOf(file);
  }
  return "template_" + std::to_string(std::hash<std::string>{}(all));
}

std::string connectionTo(const DatabaseOptions& server) {
  return "host=" + server.host + " port=" + std::to_string(server.port) + " user=" + server.user +
         " dbname=" + server.name + " options='-c client_min_messages=warning'";
}

/// True when the session ended: errors of libpq have no state, and a server that goes says one
/// of 57.
bool isLost(const PGresult* result) {
  const char* const state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
  return PQresultStatus(result) == PGRES_FATAL_ERROR &&
         (state == nullptr || std::string_view(state).starts_with("57"));
}

}  // namespace

PrivateServer::PrivateServer()
    : postgres_({.data_dir = folder_.path(), .connections_max = 200}, logger_) {
  fs::create_directory(folder_ / "postgres");
  writeFile(folder_ / "postgres" / "custom.conf",
            "fsync = off\nfull_page_writes = off\nhba_file = '" +
                (folder_ / "postgres" / "test_hba.conf").string() + "'\n");
  writeFile(folder_ / "postgres" / "test_hba.conf",
            "local all itops peer map=itops\nlocal all all scram-sha-256\n");
  options_ = postgres_.start();
}

DatabaseMaker::DatabaseMaker(DatabaseOptions server)
    : server_(std::move(server)), session_(PQconnectdb(connectionTo(server_).c_str())) {}

DatabaseMaker::~DatabaseMaker() {
  for (const auto& name : created_) {
    PQclear(PQexec(session_, ("DROP DATABASE " + name + " (FORCE)").c_str()));
  }
  PQfinish(session_);
}

DatabaseOptions DatabaseMaker::create() {
  return createFrom("template1");
}

DatabaseOptions DatabaseMaker::createMigrated(const std::vector<std::string>& owners) {
  return createFrom(templateFor(owners));
}

const std::string& DatabaseMaker::templateFor(const std::vector<std::string>& owners) {
  std::string& known = templates_[owners];
  if (!known.empty()) return known;
  const std::string name = templateName(owners);
  execute("SELECT pg_advisory_lock(7263)");  // one program at a time
  if (!execute("SELECT FROM pg_database WHERE datname = '" + name + "'")) {
    makeTemplate(name, owners);
  }
  execute("SELECT pg_advisory_unlock(7263)");
  return known = name;
}

/// Under another name until it is complete.
void DatabaseMaker::makeTemplate(const std::string& name, const std::vector<std::string>& owners) {
  const DatabaseOptions unfinished = createFrom("template1");
  {
    RecordingLogger logger;
    MetricsRegistry metrics;
    PostgresDatabase database(unfinished, logger, metrics);
    database.withOwnSession([&](Session& session) {
      Migrator migrator(session, logger);
      for (const auto& owner : owners) migrator.run(owner, migrationsOf(owner));
    });
  }
  execute("ALTER DATABASE " + unfinished.name + " RENAME TO " + name);
  created_.pop_back();
}

/// By files: a template is small and complete, and writing its pages to the log takes seven times
/// as long.
DatabaseOptions DatabaseMaker::createFrom(const std::string& origin) {
  DatabaseOptions options = server_;
  options.name = "test_" + std::to_string(getpid()) + "_" + std::to_string(created_.size() + 1);
  execute("CREATE DATABASE " + options.name + " TEMPLATE " + origin + " STRATEGY file_copy");
  created_.push_back(options.name);
  return options;
}

bool DatabaseMaker::execute(const std::string& sql) {
  PGresult* result = PQexec(session_, sql.c_str());
  // A test killed the server, which is started again.
  const auto deadline = std::chrono::steady_clock::now() + kReturnLimit;
  while (isLost(result) && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    PQreset(session_);
    PQclear(std::exchange(result, PQexec(session_, sql.c_str())));
  }
  const ExecStatusType status = PQresultStatus(result);
  const bool has_row = PQntuples(result) > 0;
  PQclear(result);
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    throw std::runtime_error("The tests' PostgreSQL: " + sql + ": " + PQerrorMessage(session_));
  }
  return has_row;
}

}  // namespace itops::test
