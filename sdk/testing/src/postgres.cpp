#include "itops/testing/postgres.hpp"

#include <algorithm>
#include <fstream>
#include <map>
#include <stdexcept>
#include <utility>

#include "itops/testing/clock.hpp"
#include "postgres_server.hpp"
#include "postgres_session.hpp"

namespace itops::test {
namespace {

namespace fs = std::filesystem;

constexpr Statement kAddService{"test.add_service", R"(
WITH node AS (
  INSERT INTO kernel.node (path) VALUES ($1)
  ON CONFLICT (path) DO UPDATE SET path = excluded.path RETURNING id),
service AS (
  INSERT INTO kernel.service (node_id, created_at, uuid, path, name, source, display_name)
  SELECT id, $2, $3, $4, $5, 'external', $5 FROM node RETURNING id)
INSERT INTO kernel.service_state (service_id, status_since, status)
SELECT id, $2, 1 FROM service RETURNING service_id)"};

std::string textOf(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("The migration " + path.string() + " can't be read.");
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<fs::path> sqlFilesOf(const fs::path& folder) {
  if (!fs::is_directory(folder)) {
    throw std::runtime_error("There is no folder of migrations " + folder.string() + ".");
  }
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".sql") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TestDatabase TestDatabase::empty() {
  PostgresServer& server = PostgresServer::instance();
  return TestDatabase(server.connectionTo(server.create("")));
}

TestDatabase TestDatabase::migrated(const std::vector<Migrations>& migrations,
                                    const fs::path& kernel) {
  PostgresServer& server = PostgresServer::instance();
  static std::map<fs::path, std::string> templates;
  std::string& name = templates[kernel];
  if (name.empty()) {
    const std::string made = server.create("");
    TestDatabase(server.connectionTo(made)).migrate({"kernel", kernel});
    name = made;
  }
  TestDatabase database(server.connectionTo(server.create(name)));
  for (const Migrations& one : migrations) database.migrate(one);
  return database;
}

TestDatabase::TestDatabase(const std::string& connection)
    : connection_(connectSession(connection)) {}

TestDatabase::TestDatabase(TestDatabase&& other) noexcept
    : connection_(std::exchange(other.connection_, nullptr)) {}

TestDatabase::~TestDatabase() {
  if (connection_ != nullptr) closeSession(connection_);
}

void TestDatabase::transact(const std::function<void(Transaction&)>& body) {
  SessionTransaction transaction(connection_);
  body(transaction);
  transaction.commit();
}

Rows TestDatabase::query(const Statement& statement, std::span<const Value> values) {
  return executeOn(connection_, statement, values);
}

void TestDatabase::script(const std::string& sql) {
  runScript(connection_, sql);
}

ServiceRef TestDatabase::addService(const std::string& path) {
  const auto slash = path.rfind('/');
  ServiceRef service{0, Uuid::generate(), path};
  const Rows rows = run(kAddService, path.substr(0, slash), FakeClock::kStart, service.uuid, path,
                        path.substr(slash + 1));
  service.id = static_cast<std::int32_t>(rows[0].integer("service_id"));
  return service;
}

void TestDatabase::migrate(const Migrations& migrations) {
  runScript(connection_, "CREATE SCHEMA IF NOT EXISTS " + migrations.owner);
  for (const fs::path& file : sqlFilesOf(migrations.folder)) {
    try {
      runScript(connection_, "BEGIN; SET LOCAL search_path = " + migrations.owner);
      runScript(connection_, textOf(file));
      runScript(connection_, "COMMIT");
    } catch (const Error& error) {
      throw std::runtime_error("The migration " + file.string() + " failed: " + error.logDetail());
    }
  }
}

}  // namespace itops::test
