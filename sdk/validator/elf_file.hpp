#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace itops::validator {

/// What the dynamic linker reads of a 64-bit ELF library.
struct ElfFile {
  std::vector<std::string> exports;  ///< defined symbols that others can see, sorted
  std::vector<std::string> needed;   ///< libraries that are loaded with it
};

/// Reads the file without mapping or running it. Throws std::runtime_error for a file that is no
/// such library or is cut off.
ElfFile readElf(const std::filesystem::path& path);

}  // namespace itops::validator
