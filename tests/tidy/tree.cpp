#include "tidy/tree.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace itops::tidy {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFolders[] = {"kernel", "sdk", "plugins", "tests", "migrations"};
constexpr std::string_view kKernelSources = "kernel/src/";

bool isWanted(const fs::path& path) {
  const auto extension = path.extension();
  return extension == ".cpp" || extension == ".hpp" || extension == ".sql" ||
         extension == ".cmake" || extension == ".sh" || extension == ".sha256" ||
         path.filename() == "CMakeLists.txt" || path.filename() == "known.txt";
}

}  // namespace

Tree readTree(const fs::path& root) {
  Tree tree;
  for (const auto folder : kFolders) {
    for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
      if (!entry.is_regular_file() || !isWanted(entry.path())) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      tree[fs::relative(entry.path(), root).generic_string()] =
          std::string(std::istreambuf_iterator<char>(file), {});
    }
  }
  return tree;
}

std::string_view folderOf(std::string_view path) {
  const auto slash = path.rfind('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

std::string_view nameOf(std::string_view path) {
  return path.substr(path.rfind('/') + 1);
}

bool isSource(std::string_view path) {
  return path.ends_with(".cpp") || path.ends_with(".hpp");
}

std::string_view moduleOf(std::string_view path) {
  if (!path.starts_with(kKernelSources)) return {};
  path.remove_prefix(kKernelSources.size());
  const auto slash = path.find('/');
  return slash == path.npos ? std::string_view{} : path.substr(0, slash);
}

std::vector<std::string_view> linesOf(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    lines.push_back(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(lines.back().size() + 1, text.size()));
  }
  return lines;
}

}  // namespace itops::tidy
