#pragma once

#include <string>
#include <vector>

#include "database/options.hpp"

namespace itops::test {

/// A PostgreSQL for tests: the server of the whole run where `with_postgres` started one, else one
/// of this test program, started on first use. Its databases lie in memory where that has room, and
/// are dropped at exit. Works as root and as a normal user, whatever runs on port 5432. fsync is
/// off: tests stop processes, not machines. Roles that a test creates log in by password.
///
///   PostgresDatabase database(PostgresFixture::freshDatabase(), logger, metrics);
///
/// Other programs use the server at the same time: a statement that looks at all sessions names its
/// own database.
class PostgresFixture {
 public:
  /// A new, empty database; options to connect as its owner.
  static DatabaseOptions freshDatabase();

  /// A new database with the migrations of these owners applied, in this order, from the
  /// repository's `migrations/<owner>`. The first call of a run per list migrates a template; later
  /// ones copy it in some 20 ms.
  static DatabaseOptions migratedDatabase(const std::vector<std::string>& owners = {"kernel"});
};

/// The same on a server that no other program uses, for tests that kill the server or change what
/// its databases share.
class OwnPostgres {
 public:
  static DatabaseOptions freshDatabase();
  static DatabaseOptions migratedDatabase(const std::vector<std::string>& owners = {"kernel"});

  /// Process id of the server. A killed one comes back within a second.
  static int serverPid();
};

}  // namespace itops::test
