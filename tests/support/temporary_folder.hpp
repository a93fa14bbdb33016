#pragma once

#include <filesystem>
#include <string>

namespace itops::test {

/// An empty folder that others may enter, removed with all its contents. Move-only.
class TemporaryFolder {
 public:
  /// Under /tmp.
  TemporaryFolder();
  /// For what is large and need not outlive the program: in the machine's memory where that has
  /// room for it, else under /tmp. A hundred small databases take a third of the time there.
  static TemporaryFolder inMemory();
  TemporaryFolder(TemporaryFolder&& other) noexcept;
  TemporaryFolder& operator=(TemporaryFolder&&) = delete;
  ~TemporaryFolder();

  const std::filesystem::path& path() const { return path_; }
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  explicit TemporaryFolder(std::string name_pattern);

  std::filesystem::path path_;
};

/// Writes a file, replacing what was there.
void writeFile(const std::filesystem::path& path, const std::string& text);

}  // namespace itops::test
