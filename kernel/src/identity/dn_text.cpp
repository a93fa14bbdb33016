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
char readCharacter(std::string_view dn, std::size_t& at) {
  const char c = dn[at++];
  if (c != '\\' || at == dn.size()) return c;
  const int high = hexDigit(dn[at]);
  const int low = at + 1 < dn.size() ? hexDigit(dn[at + 1]) : -1;
  if (high < 0 || low < 0) return dn[at++];
  at += 2;
  return static_cast<char>(high * 16 + low);
}

bool isSeparator(char c) {
  return c == ',' || c == '=' || c == '+';
}

std::string escaped(const std::string& value) {
  std::string out;
  for (const char c : value) {
    if (kSpecial.find(c) == kSpecial.npos) {
      out += c;
      continue;
    }
    std::array<char, 4> text;
    std::snprintf(text.data(), text.size(), "\\%02x", static_cast<unsigned char>(c));
    out += text.data();
  }
  return out;
}

}  // namespace

// Each value is folded by itself and escaped afterwards: folding makes separators of characters
// that only look like them, such as a fullwidth comma.
std::string comparableDn(std::string_view dn) {
  std::string out;
  std::string value;
  const auto finish = [&] {
    out += escaped(foldedName(value).value_or(value));
    value.clear();
  };
  for (std::size_t at = 0; at < dn.size();) {
    if (!isSeparator(dn[at])) {
      value += readCharacter(dn, at);
      continue;
    }
    finish();
    out += dn[at++];
  }
  finish();
  return out;
}

}  // namespace itops::identity
