#include "support/postgres_fixture.hpp"

#include <map>
#include <mutex>

#include "database/embedded_postgres.hpp"
#include "database/migrator.hpp"
#include "support/recording_logger.hpp"
#include "support/temporary_folder.hpp"

namespace itops::test {
namespace {

/// The server of this test program with its databases.
class Server {
 public:
  /// Started on first use, stopped at exit.
  static Server& instance() {
    static Server server;
    return server;
  }

  DatabaseOptions create(const std::string& sql_suffix) {
    DatabaseOptions options = maintenance_;
    options.name = "test_" + std::to_string(++count_);
    MetricsRegistry metrics;
    PostgresDatabase database(maintenance_, logger_, metrics);
    database.runScript("CREATE DATABASE " + options.name + " " + sql_suffix);
    return options;
  }

  DatabaseOptions createMigrated(const std::vector<std::string>& owners) {
    return create("TEMPLATE " + templateFor(owners));
  }

  int pid() const { return postgres_.serverPid(); }
  std::mutex& mutex() { return mutex_; }

 private:
  Server() : postgres_({folder_.path()}, logger_) {
    std::filesystem::create_directory(folder_ / "postgres");
    writeFile(folder_ / "postgres" / "custom.conf",
              "fsync = off\nmax_connections = 60\nhba_file = '" +
                  (folder_ / "postgres" / "fixture_hba.conf").string() + "'\n");
    writeFile(folder_ / "postgres" / "fixture_hba.conf",
              "local all itops peer map=itops\nlocal all all scram-sha-256\n");
    maintenance_ = postgres_.start();
    maintenance_.pool_size = 4;
  }

  const std::string& templateFor(const std::vector<std::string>& owners) {
    std::string& name = templates_[owners];
    if (!name.empty()) return name;
    const DatabaseOptions options = create("");
    const std::filesystem::path migrations = std::filesystem::path(ITOPS_SOURCE_DIR) / "migrations";
    MetricsRegistry metrics;
    PostgresDatabase database(options, logger_, metrics);
    Migrator migrator(database, logger_);
    for (const auto& owner : owners) migrator.run(owner, migrations / owner);
    return name = options.name;
  }

  std::mutex mutex_;
  RecordingLogger logger_;
  TemporaryFolder folder_ = TemporaryFolder::inMemory();
  EmbeddedPostgres postgres_;
  DatabaseOptions maintenance_;
  std::map<std::vector<std::string>, std::string> templates_;
  int count_ = 0;
};

}  // namespace

DatabaseOptions PostgresFixture::freshDatabase() {
  Server& server = Server::instance();
  const std::lock_guard lock(server.mutex());
  return server.create("");
}

DatabaseOptions PostgresFixture::migratedDatabase(const std::vector<std::string>& owners) {
  Server& server = Server::instance();
  const std::lock_guard lock(server.mutex());
  return server.createMigrated(owners);
}

int PostgresFixture::serverPid() {
  return Server::instance().pid();
}

}  // namespace itops::test
