#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "itops/database.hpp"
#include "itops/registry.hpp"

#ifndef ITOPS_KERNEL_MIGRATIONS_DIR
#error "Link ITOpsSDK::testing_postgres, which says where the kernel's migrations are."
#endif

struct pg_conn;

namespace itops::test {

/// A database of a test on a real PostgreSQL, which `Database` users get in place of the kernel's.
/// One connection; one thread at a time. Errors are the kernel's: Error(kInternal,
/// "database_error") for SQL, Error(kUnavailable, "database_unavailable") when the server is gone.
class TestDatabase final : public Database {
 public:
  /// Whose migration files lie where; the owner names the schema.
  struct Migrations {
    std::string owner;
    std::filesystem::path folder;
  };

  /// A new, empty database on the test program's private server, which is started on first use and
  /// removed at exit. It needs PostgreSQL 15 or newer on this machine (Debian: postgresql-15), no
  /// running server and no rights; as root it runs as the user `postgres`. Throws
  /// std::runtime_error that says what is missing.
  static TestDatabase empty();

  /// A new database with the kernel's migrations of the SDK that this program was built with, then
  /// these in order. Throws std::runtime_error that names the file and PostgreSQL's words.
  /// @param kernel folder of the kernel's migrations; the build system knows the SDK's
  static TestDatabase migrated(const std::vector<Migrations>& migrations,
                               const std::filesystem::path& kernel = ITOPS_KERNEL_MIGRATIONS_DIR);

  TestDatabase(TestDatabase&&) noexcept;
  TestDatabase& operator=(TestDatabase&&) = delete;
  ~TestDatabase();

  void transact(const std::function<void(Transaction&)>& body) override;
  Rows query(const Statement& statement, std::span<const Value> values) override;

  /// Runs SQL text, several statements too, without looking at the answer.
  void script(const std::string& sql);
  /// Adds a service to the kernel's tables, with its node, first seen at FakeClock::kStart and
  /// operational. Throws Error(kInternal, "database_error") for a path that is taken.
  ServiceRef addService(const std::string& path);
  /// Applies all `*.sql` of a folder in order of their names, as core does at its start.
  void migrate(const Migrations& migrations);

 private:
  explicit TestDatabase(const std::string& connection);

  pg_conn* connection_;
};

}  // namespace itops::test
