#include "app/indented_json.hpp"

namespace itops::app {
namespace {

bool isOpening(char c) {
  return c == '{' || c == '[';
}
bool isClosing(char c) {
  return c == '}' || c == ']';
}

/// The quoted text that begins at `begin`, quotes included.
std::string_view quoted(std::string_view json, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
  return json.substr(begin, end + 1 - begin);
}

}  // namespace

std::string indentedJson(std::string_view json) {
  std::string text;
  std::size_t depth = 0;
  const auto new_line = [&] { text.append("\n").append(2 * depth, ' '); };
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    const char next = at + 1 < json.size() ? json[at + 1] : '\0';
    if (c == '"') {
      text += quoted(json, at);
      at += quoted(json, at).size() - 1;
    } else if (isOpening(c) && isClosing(next)) {
      text.append({c, next});
      ++at;
    } else if (isOpening(c)) {
      text += c;
      ++depth;
      new_line();
    } else if (isClosing(c)) {
      --depth;
      new_line();
      text += c;
    } else {
      text += c;
      if (c == ',') new_line();
      if (c == ':') text += ' ';
    }
  }
  return text;
}

}  // namespace itops::app
