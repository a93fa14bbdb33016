#pragma once

#include <string>
#include <vector>

#include "database/postgres_database.hpp"
#include "support/recording_logger.hpp"

namespace itops::test {

/// A new database with the schemas of these owners, those of the kernel and of the sla plugin by
/// default, and SQL in one line for what a test wants to see. [any]
class CatalogDatabase {
 public:
  explicit CatalogDatabase(const std::vector<std::string>& owners = {"kernel", "sla"});
  /// On a server that the test may kill.
  static CatalogDatabase onOwnServer();

  /// For another pool on the same database, with the session settings of the push path.
  const DatabaseOptions& options() const { return options_; }
  PostgresDatabase& pool() { return pool_; }
  RecordingLogger& logger() { return logger_; }

  /// The one value of `sql` as text; `null` for NULL and for no row.
  std::string value(const std::string& sql);

  /// The values of `sql`, which selects one column, in order.
  std::vector<std::string> values(const std::string& sql);

  /// Runs statements separated by semicolons.
  void run(const std::string& sql) { pool_.runScript(sql); }

 private:
  struct OnOwnServer {};
  explicit CatalogDatabase(OnOwnServer);

  DatabaseOptions options_;
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase pool_;
};

}  // namespace itops::test
