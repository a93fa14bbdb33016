#include "plugin/grammar.hpp"

#include <algorithm>

namespace itops::plugin {

namespace {

constexpr std::size_t kWordLengthMax = 64;
constexpr std::size_t kRevisionLengthMax = 4;

bool isLower(char c) {
  return c >= 'a' && c <= 'z';
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

bool isRevision(std::string_view text) {
  return !text.empty() && text.size() <= kRevisionLengthMax && text.front() != '0' &&
         std::all_of(text.begin(), text.end(), isDigit);
}

/// Number of words between dots; 0 when one of them is not in snake case.
int dottedWordCount(std::string_view text) {
  int count = 0;
  while (true) {
    const std::size_t dot = text.find('.');
    if (!isSnakeCase(text.substr(0, dot), 1, kWordLengthMax)) return 0;
    ++count;
    if (dot == std::string_view::npos) return count;
    text.remove_prefix(dot + 1);
  }
}

bool isPlainPathCharacter(char c) {
  return c > ' ' && c < '\x7f' && std::string_view("{}?#%\\").find(c) == std::string_view::npos;
}

}  // namespace

bool isSnakeCase(std::string_view text, std::size_t length_min, std::size_t length_max) {
  return text.size() >= length_min && text.size() <= length_max && isLower(text.front()) &&
         std::all_of(text.begin(), text.end(),
                     [](char c) { return isLower(c) || isDigit(c) || c == '_'; });
}

bool isInterfaceId(std::string_view text) {
  const std::size_t slash = text.find('/');
  return slash != std::string_view::npos && dottedWordCount(text.substr(0, slash)) > 0 &&
         isRevision(text.substr(slash + 1));
}

bool isPermission(std::string_view text) {
  return dottedWordCount(text) >= 2;
}

bool isPathPrefix(std::string_view text) {
  if (text == "/") return true;
  return text.starts_with('/') && !text.ends_with('/') &&
         text.find("//") == std::string_view::npos &&
         std::all_of(text.begin(), text.end(), isPlainPathCharacter);
}

bool isUnderPrefix(std::string_view path, std::string_view prefix) {
  if (prefix == "/") return path == "/";
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

}  // namespace itops::plugin
