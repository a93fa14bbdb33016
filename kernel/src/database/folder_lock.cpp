#include "database/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <string>

#include "database/embedded_error.hpp"

namespace itops {
namespace {

std::string holder(int descriptor) {
  std::array<char, 16> text{};
  const ssize_t size = pread(descriptor, text.data(), text.size(), 0);
  return size > 0 ? std::string(text.data(), static_cast<std::size_t>(size)) : "unknown";
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder)
    : descriptor_(open((folder / "core.lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
  if (descriptor_ < 0) {
    throw embeddedError("The data folder " + folder.string() + " can't be used: " +
                        std::strerror(errno) + ". Choose another one with ITOPS_DATA_DIR.");
  }
  if (flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const std::string process = holder(descriptor_);
    close(descriptor_);
    throw embeddedError("The data folder " + folder.string() + " is in use by process " + process +
                        ". Stop that one, or choose another folder with ITOPS_DATA_DIR.");
  }
  const std::string pid = std::to_string(getpid());
  if (ftruncate(descriptor_, 0) == 0) {
    [[maybe_unused]] const auto written = pwrite(descriptor_, pid.data(), pid.size(), 0);
  }
}

FolderLock::~FolderLock() {
  close(descriptor_);
}

}  // namespace itops
