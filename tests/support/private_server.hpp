#pragma once

#include <libpq-fe.h>

#include <map>
#include <string>
#include <vector>

#include "database/embedded_postgres.hpp"
#include "support/recording_logger.hpp"
#include "support/temporary_folder.hpp"

namespace itops::test {

/// Names the server of a run: `<folder of its socket>:<port>`.
inline constexpr const char* kPostgresVariable = "ITOPS_TEST_POSTGRES";

/// A server that a test program or a run starts for itself, in a folder of its own; stopped and
/// removed with this object.
class PrivateServer {
 public:
  PrivateServer();

  /// For the owner of its first database.
  const DatabaseOptions& options() const { return options_; }
  int pid() const { return postgres_.serverPid(); }

 private:
  RecordingLogger logger_;
  TemporaryFolder folder_ = TemporaryFolder::inMemory();
  EmbeddedPostgres postgres_;
  DatabaseOptions options_;
};

/// Makes databases on a server and drops them with this object, over one session: a new session
/// costs as much as a new database. One thread at a time.
class DatabaseMaker {
 public:
  /// @param server for the owner of its first database
  explicit DatabaseMaker(DatabaseOptions server);
  DatabaseMaker(const DatabaseMaker&) = delete;
  DatabaseMaker& operator=(const DatabaseMaker&) = delete;
  ~DatabaseMaker();

  DatabaseOptions create();
  DatabaseOptions createMigrated(const std::vector<std::string>& owners);

 private:
  const std::string& templateFor(const std::vector<std::string>& owners);
  void makeTemplate(const std::string& name, const std::vector<std::string>& owners);
  DatabaseOptions createFrom(const std::string& origin);
  /// True when it answers with a row. Throws std::runtime_error.
  bool execute(const std::string& sql);

  DatabaseOptions server_;
  PGconn* session_;
  std::map<std::vector<std::string>, std::string> templates_;
  std::vector<std::string> created_;
};

}  // namespace itops::test
