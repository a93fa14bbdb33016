#include "import_repository.hpp"

namespace itops::gitops {
namespace {

constexpr Statement kLockImport{"gitops_status.lock_import", R"(
SELECT pg_advisory_xact_lock(hashtext('itops.gitops_status.import')))"};

constexpr Statement kIsDone{"gitops_status.is_import_done", R"(
SELECT FROM gitops_status.import WHERE path = $1 AND problem IS NULL)"};

constexpr Statement kStoreImport{"gitops_status.store_import", R"(
INSERT INTO gitops_status.import AS i (path, attempted_at, added, known, file_version, problem)
VALUES ($1, $2, $3, $4, $5, $6)
ON CONFLICT (path) DO UPDATE SET
  attempted_at = EXCLUDED.attempted_at, added = EXCLUDED.added, known = EXCLUDED.known,
  file_version = EXCLUDED.file_version, problem = EXCLUDED.problem
WHERE i.problem IS NOT NULL)"};

constexpr Statement kListImports{"gitops_status.list_imports", R"(
SELECT path, attempted_at, added, known, file_version, problem
FROM gitops_status.import ORDER BY path LIMIT 500)"};

}  // namespace

void ImportRepository::lock() {
  transaction_.run(kLockImport);
}

bool ImportRepository::isDone(const std::string& path) {
  return !transaction_.run(kIsDone, path).empty();
}

void ImportRepository::store(const ImportRecord& record) {
  transaction_.run(kStoreImport, record.path, record.attempted_at, record.added, record.known,
                   record.file_version, record.problem);
}

std::vector<ImportRecord> ImportRepository::list() {
  std::vector<ImportRecord> records;
  for (const auto row : transaction_.run(kListImports)) {
    records.push_back({.path = std::string(row.text("path")),
                       .attempted_at = row.timestamp("attempted_at"),
                       .added = static_cast<int>(row.integer("added")),
                       .known = static_cast<int>(row.integer("known")),
                       .file_version = std::string(row.text("file_version")),
                       .problem = row.optionalText("problem")});
  }
  return records;
}

}  // namespace itops::gitops
