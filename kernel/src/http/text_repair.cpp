#include "http/text_repair.hpp"

#include <utf8proc.h>

#include <charconv>
#include <cstdint>
#include <cstdlib>
#include <memory>

#include "itops/text.hpp"

namespace itops::http {
namespace {

/// Characters below U+0300 stand for themselves in the composed form.
constexpr unsigned char kFirstByteThatMayCompose = 0xCC;

constexpr std::size_t kEscapeBytes = 6;  // \u1234
constexpr std::uint32_t kLowSurrogates = 0xDC00;
constexpr std::uint32_t kHighSurrogates = 0xD800;
constexpr std::uint32_t kBeyondSurrogates = 0xE000;
/// Stands for half a surrogate pair until it is cleaned away like any noncharacter.
constexpr std::uint32_t kNoncharacter = 0xFFFF;

bool mayCompose(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= kFirstByteThatMayCompose) return true;
  }
  return false;
}

/// Empty when the text is composed already. It must be UTF-8.
std::optional<std::string> composedForm(std::string_view text) {
  if (!mayCompose(text)) return std::nullopt;
  utf8proc_uint8_t* composed = nullptr;
  const auto length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                   static_cast<utf8proc_ssize_t>(text.size()), &composed,
                   static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(composed, &std::free);
  if (length < 0) return std::nullopt;
  const std::string_view result(reinterpret_cast<const char*>(composed),
                                static_cast<std::size_t>(length));
  if (result == text) return std::nullopt;
  return std::string(result);
}

void appendUtf8(std::string& text, std::uint32_t code) {
  utf8proc_uint8_t bytes[4];
  const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(code), bytes);
  text.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

/// The four digits of `\u1234` at `at`; empty when there is no such escape.
std::optional<std::uint32_t> escapedUnit(std::string_view text, std::size_t at) {
  if (text.size() < at + kEscapeBytes || text[at] != '\\' || text[at + 1] != 'u') {
    return std::nullopt;
  }
  std::uint32_t unit = 0;
  const char* const end = text.data() + at + kEscapeBytes;
  const auto [stop, error] = std::from_chars(text.data() + at + 2, end, unit, 16);
  if (error != std::errc{} || stop != end) return std::nullopt;
  return unit;
}

struct Escape {
  std::uint32_t code = 0;
  std::size_t bytes = kEscapeBytes;
};

Escape combined(std::string_view text, std::size_t at, std::uint32_t unit) {
  if (unit < kHighSurrogates || unit >= kBeyondSurrogates) return {unit};
  const auto low = escapedUnit(text, at + kEscapeBytes);
  const bool pair =
      unit < kLowSurrogates && low && *low >= kLowSurrogates && *low < kBeyondSurrogates;
  if (!pair) return {kNoncharacter};
  return {0x10000 + ((unit - kHighSurrogates) << 10U) + (*low - kLowSurrogates), 2 * kEscapeBytes};
}

/// Only what may need repair: other characters of ASCII keep their escape, quotes among them.
bool isKeptEscape(std::uint32_t code) {
  return code == '\t' || code == '\n' || code == '\r' || (code >= 0x20 && code < 0x7F);
}

bool beginsLikeJson(std::string_view body) {
  const auto first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (body[first] == '{' || body[first] == '[');
}

/// Empty when no escape has to be read; most are of characters that need no repair.
std::optional<std::string> withoutEscapes(std::string_view body) {
  std::string result;
  std::size_t copied = 0;
  for (auto at = body.find('\\'); at < body.size(); at = body.find('\\', at)) {
    const auto unit = escapedUnit(body, at);
    if (!unit || isKeptEscape(*unit)) {
      at += 2;  // \n, \\, \" and what is broken
      continue;
    }
    const Escape escape = combined(body, at, *unit);
    appendUtf8(result.append(body.substr(copied, at - copied)), escape.code);
    copied = at += escape.bytes;
  }
  if (copied == 0) return std::nullopt;
  return result.append(body.substr(copied));
}

}  // namespace

std::optional<std::string> repairedText(std::string_view text) {
  auto cleaned = cleanedText(text);
  auto composed = composedForm(cleaned ? *cleaned : text);
  return composed ? std::move(composed) : std::move(cleaned);
}

std::optional<std::string> repairedBody(std::string_view body) {
  const auto plain = beginsLikeJson(body) ? withoutEscapes(body) : std::nullopt;
  return repairedText(plain ? *plain : body);
}

}  // namespace itops::http
