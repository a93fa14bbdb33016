#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace itops {

/// One `NNNN_name.sql` as read from disk.
struct MigrationFile {
  int number = 0;
  std::string name;  ///< without number and extension
  std::string file;  ///< full path, for messages
  std::string sql;
  std::string checksum;  ///< SHA-256 of the bytes, 64 hex digits
};

/// Throws Error(kInternal, "migration_failed"). [any]
[[noreturn]] void failMigration(const std::string& message);

/// Reads the migrations of a folder, ordered by number; other than `*.sql` is ignored. Throws
/// Error(kInternal, "migration_failed") for a missing folder, a name that isn't `NNNN_name.sql`, a
/// duplicate number, and numbers that don't run 1, 2, 3, ...; the message names the files. [any]
std::vector<MigrationFile> readMigrationFiles(const std::filesystem::path& folder);

}  // namespace itops
