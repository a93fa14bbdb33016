#include "filter_text.hpp"

#include <array>
#include <cctype>
#include <cstdio>

namespace itops::ldap_auth {
namespace {

std::string hexadecimal(unsigned char byte) {
  std::array<char, 4> text;
  std::snprintf(text.data(), text.size(), "\\%02x", byte);
  return text.data();
}

bool needsEscape(unsigned char byte) {
  return byte == '*' || byte == '(' || byte == ')' || byte == '\\' || byte == '\0' || byte >= 0x80;
}

bool isSeparator(char c) {
  return c == ',' || c == '=' || c == '+';
}

bool isHex(char c) {
  return std::isxdigit(static_cast<unsigned char>(c)) != 0;
}

std::string replaced(std::string_view filter, std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < filter.size(); ++at) {
    if (filter.substr(at).starts_with("%s")) {
      out += text;
      ++at;
    } else {
      out += filter[at];
    }
  }
  return out;
}

}  // namespace

std::string escapedValue(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (needsEscape(byte)) {
      out += hexadecimal(byte);
    } else {
      out += c;
    }
  }
  return out;
}

std::string filledFilter(std::string_view filter, std::string_view value) {
  return replaced(filter, escapedValue(value));
}

std::string presenceFilter(std::string_view filter) {
  return replaced(filter, "*");
}

std::string comparableDn(std::string_view dn) {
  std::string out;
  for (std::size_t at = 0; at < dn.size(); ++at) {
    const char c = dn[at];
    if (c == '\\' && at + 1 < dn.size()) {
      const bool coded = at + 2 < dn.size() && isHex(dn[at + 1]) && isHex(dn[at + 2]);
      const auto byte = coded ? std::stoi(std::string(dn.substr(at + 1, 2)), nullptr, 16)
                              : static_cast<unsigned char>(dn[at + 1]);
      out += hexadecimal(static_cast<unsigned char>(byte));
      at += coded ? 2 : 1;
    } else if (isSeparator(c)) {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      out += c;
      while (at + 1 < dn.size() && dn[at + 1] == ' ') ++at;
    } else if (static_cast<unsigned char>(c) >= 0x80) {
      out += hexadecimal(static_cast<unsigned char>(c));
    } else {
      out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
  }
  return out;
}

}  // namespace itops::ldap_auth
