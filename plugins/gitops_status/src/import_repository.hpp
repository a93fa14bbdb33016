#pragma once

#include <optional>
#include <string>
#include <vector>

#include "itops/database.hpp"

namespace itops::gitops {

/// What became of a status file.
struct ImportRecord {
  std::string path;
  Timestamp attempted_at{};
  int added = 0;
  int known = 0;  ///< servers of the file that had reported to us already
  std::string file_version = {};
  std::optional<std::string> problem = {};  ///< why nothing was imported; empty when it is done
};

/// Imports of status files. One thread at a time.
class ImportRepository {
 public:
  explicit ImportRepository(Transaction& transaction) : transaction_(transaction) {}

  /// Keeps other replicas from importing until the transaction ends.
  void lock();
  bool isDone(const std::string& path);
  /// Takes the place of an earlier attempt; an import that is done stays.
  void store(const ImportRecord& record);
  /// All of them by path.
  std::vector<ImportRecord> list();

 private:
  Transaction& transaction_;
};

}  // namespace itops::gitops
