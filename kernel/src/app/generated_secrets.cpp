#include "app/generated_secrets.hpp"

#include <fcntl.h>
#include <sodium/randombytes.h>
#include <sodium/utils.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <string>

#include "itops/error.hpp"

namespace itops::app {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& file, int error) {
  throw Error(ErrorKind::kInternal, "data_dir",
              "Could not read or write " + file.string() + ": " + std::strerror(error) +
                  ". Give this user access to the data folder, or set ITOPS_DATA_DIR.");
}

std::string randomText() {
  std::array<unsigned char, 32> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  std::string text(2 * bytes.size() + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes.data(), bytes.size());
  text.pop_back();
  return text;
}

/// Writes and renames, so that a file with half a secret never exists.
void writePrivately(const fs::path& file, const std::string& text) {
  const fs::path draft = file.string() + ".new";
  const int descriptor = ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (descriptor < 0) fail(draft, errno);
  const std::string line = text + "\n";
  const bool written =
      ::write(descriptor, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
      ::fsync(descriptor) == 0;
  const int error = errno;
  ::close(descriptor);
  if (!written) fail(draft, error);
  fs::rename(draft, file);
}

Secret keptSecret(const fs::path& file, const std::string& prefix = {}) {
  std::error_code error;
  fs::create_directories(file.parent_path(), error);
  if (error) fail(file.parent_path(), error.value());
  if (fs::exists(file)) {
    std::ifstream stream(file);
    std::string line;
    if (!std::getline(stream, line) || line.empty()) fail(file, EIO);
    return Secret(line);
  }
  const std::string text = prefix + randomText();
  writePrivately(file, text);
  return Secret(text);
}

}  // namespace

config::Settings withGeneratedSecrets(const config::Settings& settings, const fs::path& data_dir) {
  config::Settings complete = settings;
  for (const char* key : {"jwt.secret", "security.operator_api_key"}) {
    if (complete.isSet(key)) continue;
    complete = complete.withSecret(key, keptSecret(data_dir / "secrets" / key));
  }
  return complete;
}

Secret keptAdminPassword(const fs::path& data_dir) {
  return keptSecret(data_dir / "secrets" / "bootstrap.admin_password", "Dev1-");
}

}  // namespace itops::app
