#include "support/temporary_folder.hpp"

#include <linux/magic.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string_view>
#include <system_error>
#include <utility>

namespace itops::test {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMemory = "/dev/shm";
/// What the program with the most databases needs, three times.
constexpr std::uint64_t kMemoryBytesMin = std::uint64_t{4} << 30;
constexpr std::string_view kPrefix = "itops-test-";

bool hasMemory() {
  struct statfs system {};
  return statfs(kMemory, &system) == 0 && system.f_type == TMPFS_MAGIC &&
         system.f_bavail * static_cast<std::uint64_t>(system.f_bsize) >= kMemoryBytesMin &&
         access(kMemory, W_OK) == 0;
}

/// Those of programs that were killed; their names say whose they were.
void removeAbandoned() {
  std::error_code ignored;
  for (const auto& entry : fs::directory_iterator(kMemory, ignored)) {
    const std::string name = entry.path().filename();
    if (!name.starts_with(kPrefix)) continue;
    const int owner = std::atoi(name.c_str() + kPrefix.size());
    if (owner > 0 && kill(owner, 0) != 0 && errno == ESRCH) fs::remove_all(entry.path(), ignored);
  }
}

}  // namespace

TemporaryFolder::TemporaryFolder() : TemporaryFolder("/tmp/" + std::string(kPrefix) + "XXXXXX") {}

TemporaryFolder TemporaryFolder::inMemory() {
  if (!hasMemory()) return {};
  removeAbandoned();
  return TemporaryFolder(std::string(kMemory) + "/" + std::string(kPrefix) +
                         std::to_string(getpid()) + "-XXXXXX");
}

TemporaryFolder::TemporaryFolder(std::string name_pattern) {
  if (mkdtemp(name_pattern.data()) == nullptr || chmod(name_pattern.c_str(), 0755) != 0) {
    throw std::system_error(errno, std::generic_category(), name_pattern);
  }
  path_ = name_pattern;
}

TemporaryFolder::TemporaryFolder(TemporaryFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

TemporaryFolder::~TemporaryFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

void writeFile(const std::filesystem::path& path, const std::string& text) {
  std::ofstream file(path, std::ios::trunc | std::ios::binary);
  file << text;
  file.close();
  if (!file) throw std::runtime_error("can't write " + path.string());
}

}  // namespace itops::test
