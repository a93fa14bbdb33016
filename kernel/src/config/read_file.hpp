#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

namespace itops::config {

/// A file that was read, or the reason why not.
struct FileText {
  std::string text;
  std::string problem = {};  ///< such as "No such file or directory"; empty when it was read
};

/// Reads a whole file, of at most so many bytes; a longer one is a problem. [any]
FileText readFile(const std::filesystem::path& file, std::size_t bytes_max);

}  // namespace itops::config
