#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace itops::tidy {

/// The text of every file by its path below the root, with `/` between folders.
using Tree = std::map<std::string, std::string, std::less<>>;

/// A place that breaks a rule.
struct Finding {
  std::string rule;  ///< short name, such as `file-size`
  std::string path;
  std::string message;

  bool operator==(const Finding&) const = default;
};
using Findings = std::vector<Finding>;

/// Reads what the rules look at: sources, CMake files, migrations and the lists of tests/tidy.
Tree readTree(const std::filesystem::path& root);

/// The folder of a file, without a slash at its end; empty for files of the root.
std::string_view folderOf(std::string_view path);
/// The last part of a path.
std::string_view nameOf(std::string_view path);
/// `.cpp` or `.hpp`.
bool isSource(std::string_view path);
/// The second part of `kernel/src/<module>/...`; empty for other files.
std::string_view moduleOf(std::string_view path);

/// The lines of a text, without their ends.
std::vector<std::string_view> linesOf(std::string_view text);

}  // namespace itops::tidy
