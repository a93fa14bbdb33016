#include "config/setting.hpp"

namespace itops::config {

std::string variableName(std::string_view key) {
  std::string name = "ITOPS_";
  for (const char c : key) {
    if (c == '.') {
      name += '_';
    } else {
      name += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
  }
  return name;
}

}  // namespace itops::config
