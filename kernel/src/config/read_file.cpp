#include "config/read_file.hpp"

#include <cerrno>
#include <cstdio>
#include <memory>
#include <system_error>

namespace itops::config {
namespace {

struct CloseFile {
  void operator()(std::FILE* file) const { std::fclose(file); }
};

FileText systemProblem() {
  return {{}, std::generic_category().message(errno)};
}

}  // namespace

FileText readFile(const std::filesystem::path& file, std::size_t bytes_max) {
  const std::unique_ptr<std::FILE, CloseFile> input(std::fopen(file.c_str(), "rbe"));
  if (!input) return systemProblem();
  FileText result{std::string(bytes_max + 1, '\0')};
  const std::size_t length = std::fread(result.text.data(), 1, bytes_max + 1, input.get());
  if (std::ferror(input.get()) != 0) return systemProblem();
  if (length > bytes_max) {
    return {{}, "it is larger than " + std::to_string(bytes_max) + " bytes"};
  }
  result.text.resize(length);
  return result;
}

}  // namespace itops::config
