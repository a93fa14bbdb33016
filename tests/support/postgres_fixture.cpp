#include "support/postgres_fixture.hpp"

#include <cstdlib>
#include <memory>
#include <mutex>

#include "support/private_server.hpp"

namespace itops::test {
namespace {

/// Databases of one server, for threads of this program.
class Databases {
 public:
  /// On the server of the run, or on one of this program when there is none.
  static Databases& shared() {
    static Databases databases(std::getenv(kPostgresVariable));
    return databases;
  }
  static Databases& own() {
    static Databases databases(nullptr);
    return databases;
  }

  DatabaseOptions create() {
    const std::lock_guard lock(mutex_);
    return maker_.create();
  }
  DatabaseOptions createMigrated(const std::vector<std::string>& owners) {
    const std::lock_guard lock(mutex_);
    return maker_.createMigrated(owners);
  }
  int serverPid() const { return server_->pid(); }

 private:
  explicit Databases(const char* place)
      : server_(place == nullptr ? std::make_unique<PrivateServer>() : nullptr),
        maker_(place == nullptr ? server_->options() : optionsAt(place)) {}

  static DatabaseOptions optionsAt(const std::string& place) {
    const auto colon = place.rfind(':');
    DatabaseOptions options;
    options.host = place.substr(0, colon);
    options.port = static_cast<std::uint16_t>(std::stoi(place.substr(colon + 1)));
    options.name = "postgres";
    return options;
  }

  std::mutex mutex_;
  std::unique_ptr<PrivateServer> server_;  ///< empty on the server of the run
  DatabaseMaker maker_;
};

}  // namespace

DatabaseOptions PostgresFixture::freshDatabase() {
  return Databases::shared().create();
}

DatabaseOptions PostgresFixture::migratedDatabase(const std::vector<std::string>& owners) {
  return Databases::shared().createMigrated(owners);
}

DatabaseOptions OwnPostgres::freshDatabase() {
  return Databases::own().create();
}

DatabaseOptions OwnPostgres::migratedDatabase(const std::vector<std::string>& owners) {
  return Databases::own().createMigrated(owners);
}

int OwnPostgres::serverPid() {
  return Databases::own().serverPid();
}

}  // namespace itops::test
