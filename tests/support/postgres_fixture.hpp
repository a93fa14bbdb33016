#pragma once

#include <string>
#include <vector>

#include "database/options.hpp"

namespace itops::test {

/// A PostgreSQL for tests: one private server per test program, started on first use in a temporary
/// folder and removed at exit. Works as root and as a normal user, whatever runs on port 5432.
/// fsync is off: tests stop processes, not machines. Roles that a test creates log in by password.
///
///   PostgresDatabase database(PostgresFixture::freshDatabase(), logger, metrics);
class PostgresFixture {
 public:
  /// A new, empty database; options to connect as its owner.
  static DatabaseOptions freshDatabase();

  /// A new database with the migrations of these owners applied, in this order, from the
  /// repository's `migrations/<owner>`. The first call per list migrates a template; later ones
  /// copy it in some 50 ms.
  static DatabaseOptions migratedDatabase(const std::vector<std::string>& owners = {"kernel"});

  /// Process id of the server, for tests that kill it. It comes back within a second.
  static int serverPid();
};

}  // namespace itops::test
