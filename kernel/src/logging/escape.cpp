#include "logging/escape.hpp"

#include <utf8proc.h>

#include <cstdint>

namespace itops {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

void appendHex(std::string& out, std::int32_t codepoint) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) {
    out += kDigits[static_cast<std::size_t>(codepoint >> shift) & 0xF];
  }
}

/// What a terminal or a log reader could act on: C0, DEL and C1 controls, line and paragraph
/// separators, and the marks that turn the writing direction.
bool isHarmful(std::int32_t codepoint) {
  return codepoint < 0x20 || (codepoint >= 0x7F && codepoint <= 0x9F) ||
         (codepoint >= 0x2028 && codepoint <= 0x202E) ||
         (codepoint >= 0x2066 && codepoint <= 0x2069) || codepoint == 0x200E ||
         codepoint == 0x200F || codepoint == 0xFEFF;
}

void appendCodepoint(std::string& out, std::int32_t codepoint, std::string_view bytes) {
  switch (codepoint) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  if (isHarmful(codepoint)) {
    appendHex(out, codepoint);
  } else {
    out += bytes;
  }
}

/// Length of the plain ASCII at the start, which needs no decoding.
std::size_t plainPrefix(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size()) {
    const auto c = static_cast<unsigned char>(text[length]);
    if (c < 0x20 || c >= 0x7F || c == '"' || c == '\\') break;
    ++length;
  }
  return length;
}

}  // namespace

void appendEscaped(std::string& out, std::string_view text) {
  while (!text.empty()) {
    const std::size_t plain = plainPrefix(text);
    out += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) return;
    utf8proc_int32_t codepoint = 0;
    const auto length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                         static_cast<utf8proc_ssize_t>(text.size()), &codepoint);
    if (length > 0) {
      appendCodepoint(out, codepoint, text.substr(0, static_cast<std::size_t>(length)));
      text.remove_prefix(static_cast<std::size_t>(length));
    } else {
      out += kReplacement;
      text.remove_prefix(1);
    }
  }
}

std::string_view cutAtCharacter(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  const auto continues = [&](std::size_t at) {
    return (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80;
  };
  // A character has at most three continuation bytes; more are no UTF-8 and may be cut anywhere.
  std::size_t length = bytes_max;
  for (int step = 0; step < 3 && length > 0 && continues(length); ++step) --length;
  return text.substr(0, length);
}

std::string inQuotes(std::string_view text, std::size_t bytes_max) {
  std::string out = "\"";
  const std::string_view shown = cutAtCharacter(text, bytes_max);
  appendEscaped(out, shown);
  if (shown.size() < text.size()) out += "...";
  out += '"';
  return out;
}

}  // namespace itops
