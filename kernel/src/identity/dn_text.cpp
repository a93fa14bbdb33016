#include "identity/dn_text.hpp"

#include <array>
#include <cstdio>

#include "identity/name_key.hpp"

namespace itops::identity {
namespace {

constexpr std::string_view kSpecial = ",+\"\\<>;=#";

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// Reads one character, escaped or not; advances `at`.
std::string canonical(std::string_view dn, std::size_t& at) {
  char c = dn[at++];
  if (c != '\\' || at == dn.size()) return std::string(1, c);
  const int high = hexDigit(dn[at]);
  const int low = at + 1 < dn.size() ? hexDigit(dn[at + 1]) : -1;
  if (high >= 0 && low >= 0) {
    c = static_cast<char>(high * 16 + low);
    at += 2;
  } else {
    c = dn[at++];
  }
  if (kSpecial.find(c) == kSpecial.npos) return std::string(1, c);
  std::array<char, 4> text;
  std::snprintf(text.data(), text.size(), "\\%02x", static_cast<unsigned char>(c));
  return text.data();
}

bool isSeparator(char c) {
  return c == ',' || c == '=' || c == '+';
}

}  // namespace

std::string comparableDn(std::string_view dn) {
  std::string out;
  for (std::size_t at = 0; at < dn.size();) {
    if (isSeparator(dn[at])) {
      while (!out.empty() && out.back() == ' ') out.pop_back();
      out += dn[at++];
      while (at < dn.size() && dn[at] == ' ') ++at;
    } else {
      out += canonical(dn, at);
    }
  }
  return foldedName(out).value_or(out);
}

}  // namespace itops::identity
