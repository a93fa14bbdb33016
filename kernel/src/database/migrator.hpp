#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "database/migration_files.hpp"
#include "database/session.hpp"
#include "itops/logger.hpp"
#include "itops/timestamp.hpp"

namespace itops {

/// One line of `itops migrate --status`.
struct MigrationStatus {
  enum class State {
    kApplied,
    kPending,
    kEdited,   ///< applied, but the file was changed afterwards
    kUnknown,  ///< applied by a newer version, no file here
  };
  std::string owner;
  int number = 0;
  std::string name;
  State state = State::kPending;
  std::optional<Timestamp> applied_at = {};
};

/// Brings the schemas up to the migration files of this version. Forward only.
///
/// Each file runs in one transaction together with its row in `kernel.migration`, so it happened
/// wholly or not at all. An advisory lock makes several starting replicas take turns, until the
/// session ends; the one that comes later finds nothing left to do. Inside a file the search path
/// is the owner's schema.
///
/// Errors are Error(kInternal, "migration_failed") whose public message names file, line and
/// remedy: it is meant for the operator's terminal. [main]
class Migrator {
 public:
  /// `session` is its own until it is closed (`PostgresDatabase::withOwnSession`); it and `logger`
  /// must outlive this object.
  Migrator(Session& session, Logger& logger);

  /// Applies what is missing from `folder`, in order of the numbers. `owner` is `kernel` or a
  /// plugin's id and names the schema, which is created. A folder that doesn't exist is an error,
  /// one without files applies nothing. Rows newer than the files (a newer version runs beside
  /// this one) only warn. Returns how many files were applied.
  int run(const std::string& owner, const std::filesystem::path& folder);

  /// Files and rows of one owner, ordered by number; changes nothing.
  std::vector<MigrationStatus> status(const std::string& owner,
                                      const std::filesystem::path& folder);

 private:
  int applyMissing(const std::string& owner, const std::vector<MigrationFile>& files);

  Session& session_;
  Logger& logger_;
};

}  // namespace itops
