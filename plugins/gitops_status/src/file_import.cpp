#include "file_import.hpp"

#include <fstream>
#include <iterator>

#include "import_repository.hpp"
#include "itops/error.hpp"
#include "server_repository.hpp"
#include "status_file.hpp"

namespace itops::gitops {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kFileBytesLimit = std::uintmax_t{256} * 1024 * 1024;

std::string textOf(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  std::ifstream file(path, std::ios::binary);
  if (error || !file) {
    throw Error(ErrorKind::kInvalid, "status_file_unreadable",
                "The file can't be read: make it a file that this process may read.");
  }
  if (size > kFileBytesLimit) {
    throw Error(ErrorKind::kTooLarge, "status_file_too_large",
                "The file has " + std::to_string(size) + " bytes, at most " +
                    std::to_string(kFileBytesLimit) + " are read.");
  }
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

void FileImport::run(const fs::path& path) {
  std::error_code error;
  if (path.empty() || !fs::exists(path, error)) return;
  try {
    import(path);
  } catch (const Error& problem) {
    if (problem.kind() != ErrorKind::kInvalid && problem.kind() != ErrorKind::kTooLarge) throw;
    logger_.error("The status file was not imported; nothing of it was stored.",
                  {{"file", path.string()}, {"problem", problem.what()}});
    database_.transact([&](Transaction& transaction) {
      ImportRepository(transaction)
          .store({.path = path.string(), .attempted_at = clock_.now(), .problem = problem.what()});
    });
  }
}

void FileImport::import(const fs::path& path) {
  database_.transact([&](Transaction& transaction) {
    ImportRepository imports(transaction);
    imports.lock();
    if (imports.isDone(path.string())) return;
    const StatusFile file = parseStatusFile(textOf(path), clock_.now());
    const int count = static_cast<int>(file.servers.size());
    const int added = ServerRepository(transaction).addAll(file.servers);
    imports.store({.path = path.string(),
                   .attempted_at = clock_.now(),
                   .added = added,
                   .known = count - added,
                   .file_version = file.version});
    logger_.info("The status file was imported.", {{"file", path.string()},
                                                   {"version", file.version},
                                                   {"added", std::to_string(added)},
                                                   {"known", std::to_string(count - added)}});
  });
}

}  // namespace itops::gitops
