#include "elf_file.hpp"

#include <elf.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <stdexcept>

namespace itops::validator {
namespace {

class Reader {
 public:
  explicit Reader(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    bytes_.assign(std::istreambuf_iterator<char>(file), {});
    const bool is_elf = bytes_.size() > sizeof(Elf64_Ehdr) &&
                        std::memcmp(bytes_.data(), ELFMAG, SELFMAG) == 0 &&
                        bytes_[EI_CLASS] == ELFCLASS64;
    if (!is_elf)
      throw std::runtime_error(
          "It is no 64-bit ELF library; name the .so that itops_add_plugin() builds.");
  }

  ElfFile read() const {
    const auto header = at<Elf64_Ehdr>(0);
    ElfFile file;
    for (int index = 0; index < header.e_shnum; ++index) {
      const auto section = sectionAt(header, index);
      if (section.sh_type == SHT_DYNSYM) readSymbols(header, section, file);
      if (section.sh_type == SHT_DYNAMIC) readNeeded(header, section, file);
    }
    std::sort(file.exports.begin(), file.exports.end());
    return file;
  }

 private:
  template <class T>
  T at(std::size_t offset) const {
    if (offset > bytes_.size() || bytes_.size() - offset < sizeof(T)) {
      throw std::runtime_error("The file is cut off.");
    }
    T value;
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return value;
  }

  Elf64_Shdr sectionAt(const Elf64_Ehdr& header, std::size_t index) const {
    return at<Elf64_Shdr>(header.e_shoff + index * sizeof(Elf64_Shdr));
  }

  std::string text(const Elf64_Ehdr& header, const Elf64_Shdr& user, std::size_t offset) const {
    const std::size_t begin = sectionAt(header, user.sh_link).sh_offset + offset;
    if (begin >= bytes_.size()) throw std::runtime_error("The file is cut off.");
    return bytes_.substr(begin, bytes_.find('\0', begin) - begin);
  }

  void readSymbols(const Elf64_Ehdr& header, const Elf64_Shdr& section, ElfFile& file) const {
    for (std::size_t at_byte = 0; at_byte < section.sh_size; at_byte += sizeof(Elf64_Sym)) {
      const auto symbol = at<Elf64_Sym>(section.sh_offset + at_byte);
      const bool seen = ELF64_ST_BIND(symbol.st_info) != STB_LOCAL;
      if (seen && symbol.st_shndx != SHN_UNDEF) {
        file.exports.push_back(text(header, section, symbol.st_name));
      }
    }
  }

  void readNeeded(const Elf64_Ehdr& header, const Elf64_Shdr& section, ElfFile& file) const {
    for (std::size_t at_byte = 0; at_byte < section.sh_size; at_byte += sizeof(Elf64_Dyn)) {
      const auto entry = at<Elf64_Dyn>(section.sh_offset + at_byte);
      if (entry.d_tag == DT_NEEDED) {
        file.needed.push_back(text(header, section, entry.d_un.d_val));
      }
    }
  }

  std::string bytes_;
};

}  // namespace

ElfFile readElf(const std::filesystem::path& path) {
  return Reader(path).read();
}

}  // namespace itops::validator
