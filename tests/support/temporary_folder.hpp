#pragma once

#include <filesystem>
#include <string>

namespace itops::test {

/// An empty folder under /tmp that others may enter, removed with all its contents. Move-only.
class TemporaryFolder {
 public:
  TemporaryFolder();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

/// Writes a file, replacing what was there.
void writeFile(const std::filesystem::path& path, const std::string& text);

}  // namespace itops::test
