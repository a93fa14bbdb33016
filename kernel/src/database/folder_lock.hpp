#pragma once

#include <filesystem>

namespace itops {

/// Keeps other processes from using the same folder, by flock on its file `core.lock`, which the
/// kernel releases however this process ends. [main]
class FolderLock {
 public:
  /// Throws Error(kInternal, "embedded_postgres") naming the process that holds it.
  explicit FolderLock(const std::filesystem::path& folder);
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  ~FolderLock();

 private:
  int descriptor_;
};

}  // namespace itops
