#include "config/problems.hpp"

#include <utility>

namespace itops::config {

void Problems::error(std::string line, std::string_view key) {
  if (!key.empty()) refused_.emplace(key);
  if (error_count_++ < kShownMax) errors_.push_back(std::move(line));
}

void Problems::warning(std::string line) {
  if (warning_count_++ < kShownMax) warnings_.push_back(std::move(line));
}

std::vector<std::string> Problems::shown(std::vector<std::string> lines, std::size_t count,
                                         const char* kind) {
  if (count > lines.size()) {
    lines.push_back("... and " + std::to_string(count - lines.size()) + " more " + kind);
  }
  return lines;
}

}  // namespace itops::config
