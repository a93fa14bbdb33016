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

/// An escape of JSON and the character that it stands for.
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

/// The escape that begins at a backslash; empty when it is broken.
std::optional<Escape> escapeAt(std::string_view text, std::size_t at) {
  if (const auto unit = escapedUnit(text, at)) return combined(text, at, *unit);
  constexpr std::string_view kLetters = "\"\\/bfnrt";
  constexpr std::string_view kMeant = "\"\\/\b\f\n\r\t";
  const auto letter = at + 1 < text.size() ? kLetters.find(text[at + 1]) : kLetters.npos;
  if (letter == kLetters.npos) return std::nullopt;
  return Escape{static_cast<std::uint32_t>(kMeant[letter]), 2};
}

/// JSON allows these characters as escapes only.
bool mustStayEscaped(std::uint32_t code) {
  return code == '"' || code == '\\' || code == '\t' || code == '\n' || code == '\r';
}

bool beginsLikeJson(std::string_view body) {
  const auto first = body.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (body[first] == '{' || body[first] == '[');
}

/// Repairs JSON in runs of text between the escapes that must stay: a character that follows one
/// must not be composed with its letter. A broken escape is the parser's to refuse: what is left
/// out behind it could make a whole one of it.
class JsonRepair {
 public:
  explicit JsonRepair(std::string_view body) : body_(body) {}

  std::optional<std::string> run() {
    std::size_t at = 0;
    for (auto next = body_.find('\\'); next < body_.size(); next = body_.find('\\', at)) {
      run_ += body_.substr(at, next - at);
      const auto escape = escapeAt(body_, next);
      if (!escape) return std::nullopt;
      at = next + escape->bytes;
      if (mustStayEscaped(escape->code)) {
        endRun();
        result_ += body_.substr(next, escape->bytes);
      } else {
        appendUtf8(run_, escape->code);
      }
    }
    run_ += body_.substr(at);
    endRun();
    if (!repaired_) return std::nullopt;
    return std::move(result_);
  }

 private:
  void endRun() {
    const auto repaired = repairedText(run_);
    repaired_ = repaired_ || repaired;
    result_ += repaired ? *repaired : run_;
    run_.clear();
  }

  std::string_view body_;
  std::string result_;
  std::string run_;
  bool repaired_ = false;
};

}  // namespace

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

std::optional<std::string> repairedText(std::string_view text) {
  auto cleaned = cleanedText(text);
  auto composed = composedForm(cleaned ? *cleaned : text);
  return composed ? std::move(composed) : std::move(cleaned);
}

std::optional<std::string> repairedBody(std::string_view body) {
  if (beginsLikeJson(body)) {
    const bool has_escapes = body.find('\\') != std::string_view::npos;
    return has_escapes ? JsonRepair(body).run() : repairedText(body);
  }
  auto repaired = repairedText(body);
  if (!repaired || !beginsLikeJson(*repaired)) return repaired;
  auto json = repairedBody(*repaired);  // what stood before it was left out
  return json ? std::move(json) : std::move(repaired);
}

}  // namespace itops::http
