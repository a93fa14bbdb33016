#include "itops/text.hpp"

#include <cstddef>
#include <cstdint>

namespace itops {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

/// One character at the beginning of a text that isn't empty.
struct Character {
  std::uint32_t code = 0;
  std::size_t bytes = 1;
  bool valid = false;  ///< false: `bytes` is 1 and the byte is no UTF-8
};

/// Bytes that follow a first byte; -1 for one that can't be first.
int followerCount(unsigned char first) {
  if (first < 0x80) return 0;
  if (first >= 0xC2 && first <= 0xDF) return 1;
  if (first >= 0xE0 && first <= 0xEF) return 2;
  return first >= 0xF0 && first <= 0xF4 ? 3 : -1;
}

bool isAllowed(std::uint32_t code_point, int followers) {
  if (followers == 2) return code_point >= 0x800 && (code_point < 0xD800 || code_point > 0xDFFF);
  return followers != 3 || (code_point >= 0x10000 && code_point <= 0x10FFFF);
}

Character firstOf(std::string_view text) {
  const auto first = static_cast<unsigned char>(text.front());
  const int followers = followerCount(first);
  if (followers < 0 || text.size() <= static_cast<std::size_t>(followers)) return {};
  std::uint32_t code_point = first & (followers == 0 ? 0x7FU : 0x3FU >> followers);
  for (int at = 1; at <= followers; ++at) {
    const auto next = static_cast<unsigned char>(text[static_cast<std::size_t>(at)]);
    if ((next & 0xC0U) != 0x80U) return {};
    code_point = (code_point << 6U) | (next & 0x3FU);
  }
  if (!isAllowed(code_point, followers)) return {};
  return {code_point, static_cast<std::size_t>(followers) + 1, true};
}

bool isNoncharacter(std::uint32_t code) {
  return (code & 0xFFFEU) == 0xFFFEU || (code >= 0xFDD0 && code <= 0xFDEF);
}

bool isUnwantedControl(std::uint32_t code) {
  if (code < 0x20) return code != '\t' && code != '\n' && code != '\r';
  return (code >= 0x7F && code <= 0x9F) || (code >= 0x202A && code <= 0x202E) ||
         (code >= 0x2066 && code <= 0x2069);
}

/// What stands for a character; the character itself where it is wanted.
std::string_view cleaned(const Character& character, std::string_view text) {
  if (!character.valid || isNoncharacter(character.code)) return kReplacement;
  if (isUnwantedControl(character.code)) return {};
  return text.substr(0, character.bytes);
}

bool isPlain(char c) {
  return (c >= ' ' && c < 0x7F) || c == '\n' || c == '\t' || c == '\r';
}

}  // namespace

bool isUtf8(std::string_view text) {
  while (!text.empty()) {
    const Character character = firstOf(text);
    if (!character.valid) return false;
    text.remove_prefix(character.bytes);
  }
  return true;
}

std::optional<std::string> cleanedText(std::string_view text) {
  std::string result;
  std::size_t copied = 0;  // how far `result` goes
  for (std::size_t at = 0; at < text.size();) {
    if (isPlain(text[at])) {
      ++at;
      continue;
    }
    const std::string_view rest = text.substr(at);
    const Character character = firstOf(rest);
    const std::string_view wanted = cleaned(character, rest);
    if (wanted.data() != rest.data()) {
      result.append(text.substr(copied, at - copied)).append(wanted);
      copied = at + character.bytes;
    }
    at += character.bytes;
  }
  if (copied == 0) return std::nullopt;
  return result.append(text.substr(copied));
}

}  // namespace itops
