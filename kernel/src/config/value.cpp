#include "config/value.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <optional>
#include <system_error>

#include "config/duration.hpp"
#include "config/expectation.hpp"
#include "itops/text.hpp"
#include "logging/escape.hpp"

namespace itops::config {
namespace {

/// Of texts without a range of their own; long enough for a certificate chain as a secret.
constexpr std::size_t kTextBytesMax = 65'536;

std::size_t characterCount(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

template <class T>
std::optional<Value> readWhole(std::string_view text) {
  T value{};
  const char* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value);
  if (error != std::errc{} || end != last) return std::nullopt;
  return Value{value};
}

std::optional<Value> readBool(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  if (lower == "true") return Value{true};
  if (lower == "false") return Value{false};
  return std::nullopt;
}

std::optional<Value> readNumber(std::string_view text) {
  auto value = readWhole<double>(text);
  if (value && !std::isfinite(std::get<double>(*value))) return std::nullopt;
  return value;
}

std::optional<Value> readType(ConfigType type, std::string_view text) {
  switch (type) {
    case ConfigType::kBool:
      return readBool(text);
    case ConfigType::kInteger:
      return readWhole<std::int64_t>(text);
    case ConfigType::kNumber:
      return readNumber(text);
    case ConfigType::kDuration: {
      const auto duration = parseDuration(text);
      return duration ? std::optional<Value>{*duration} : std::nullopt;
    }
    case ConfigType::kText:
      return Value{std::string(text)};
    case ConfigType::kSecret:
      break;
  }
  return Value{Secret(std::string(text))};
}

/// What a range limits: the number itself, seconds, characters.
double measure(const Value& value, std::string_view text) {
  if (const auto* integer = std::get_if<std::int64_t>(&value)) {
    return static_cast<double>(*integer);
  }
  if (const auto* number = std::get_if<double>(&value)) return *number;
  if (const auto* duration = std::get_if<std::chrono::milliseconds>(&value)) {
    return std::chrono::duration<double>(*duration).count();
  }
  return static_cast<double>(characterCount(text));
}

bool inRange(const Setting& setting, const Value& value, std::string_view text) {
  if (!setting.hasRange()) return true;
  const double measured = measure(value, text);
  return measured >= setting.minimum && measured <= setting.maximum;
}

bool isAllowed(const Setting& setting, std::string_view text) {
  const auto& allowed = setting.allowed;
  return allowed.empty() || std::find(allowed.begin(), allowed.end(), text) != allowed.end();
}

/// A secret may be of several lines, such as a key in PEM form.
bool holdsControl(const Setting& setting, std::string_view text) {
  return std::any_of(text.begin(), text.end(), [&](char c) {
    const auto code = static_cast<unsigned char>(c);
    const bool line_end = c == '\n' || c == '\r' || c == '\t';
    return (code < 0x20 || code == 0x7F) && !(line_end && setting.isSecret());
  });
}

/// Where a text holds what can't be stored or shown; a secret may be of any bytes.
std::optional<std::ptrdiff_t> unusableByte(const Setting& setting, std::string_view text) {
  const auto cleaned = setting.isSecret() ? std::nullopt : cleanedText(text);
  if (!cleaned) return std::nullopt;
  return std::mismatch(text.begin(), text.end(), cleaned->begin(), cleaned->end()).first -
         text.begin();
}

std::string found(const Setting& setting, std::string_view text) {
  if (!setting.isSecret()) return inQuotes(text);
  return "a text of " + std::to_string(characterCount(text)) + " characters (not shown)";
}

}  // namespace

std::variant<Value, BadValue> parseValue(const Setting& setting, std::string_view text) {
  const auto bad = [&](const std::string& expected) {
    return BadValue{found(setting, text), expected};
  };
  if (text.size() > kTextBytesMax) {
    return bad("at most " + std::to_string(kTextBytesMax) + " bytes");
  }
  if (holdsControl(setting, text)) return bad("a text without control characters");
  if (const auto at = unusableByte(setting, text)) {
    return bad("a text of UTF-8; at byte " + std::to_string(*at + 1) + " is no usable character");
  }
  const auto value = readType(setting.type, text);
  if (!value) return bad(expectation(setting));
  if (setting.isText() && text.empty() && setting.default_value.empty()) return *value;
  if (!inRange(setting, *value, text) || !isAllowed(setting, text)) {
    return bad(expectation(setting));
  }
  if (const auto expected = setting.check ? setting.check(text) : std::nullopt) {
    return bad(*expected);
  }
  return *value;
}

}  // namespace itops::config
