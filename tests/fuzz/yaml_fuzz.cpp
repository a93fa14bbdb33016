// A configuration file gives settings, or errors that each fit on a line.

#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <string>

#include "config/load.hpp"
#include "config/yaml_source.hpp"
#include "finding.hpp"

namespace {

using itops::fuzz::require;

/// A file in memory, because the configuration reads files.
class MemoryFile {
 public:
  MemoryFile() : fd_(::memfd_create("fuzz.yaml", MFD_CLOEXEC)) {
    require(fd_ >= 0, "memfd_create failed");
  }
  ~MemoryFile() { ::close(fd_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;

  void write(const void* data, std::size_t size) {
    require(::ftruncate(fd_, 0) == 0, "ftruncate failed");
    require(::pwrite(fd_, data, size, 0) == static_cast<ssize_t>(size), "pwrite failed");
  }
  std::string path() const { return "/proc/self/fd/" + std::to_string(fd_); }

 private:
  int fd_;
};

void checkLines(const std::vector<std::string>& lines) {
  for (const auto& line : lines) {
    require(!line.empty() && line.find('\n') == line.npos, "a message isn't one line");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static MemoryFile file;
  static const itops::config::Schema schema;
  file.write(data, size);
  itops::config::Problems problems;
  const auto values = itops::config::readYamlFile(file.path(), schema, problems);
  checkLines(problems.errors());
  checkLines(problems.warnings());
  if (problems.hasErrors() || values.empty()) return 0;
  // All of the loading is a hundred times slower, so only what comes this far gets it.
  const auto result = itops::config::loadSettings({.files = {file.path()}}, {});
  require(result.settings.has_value() == result.errors.empty(), "neither settings nor errors");
  checkLines(result.errors);
  checkLines(result.warnings);
  return 0;
}
