#include "postgres_text.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "itops/error.hpp"

namespace itops::postgres_text {
namespace {

using std::chrono::microseconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

/// Writes a number below 100 as two digits.
void putPair(char* out, std::uint32_t value) {
  out[0] = static_cast<char>('0' + value / 10);
  out[1] = static_cast<char>('0' + value % 10);
}

/// Reads exactly `width` digits at the front and removes them; -1 when there are none.
int takeDigits(std::string_view& text, std::size_t width) {
  if (text.size() < width) return -1;
  int value = 0;
  for (const char digit : text.substr(0, width)) {
    if (digit < '0' || digit > '9') return -1;
    value = value * 10 + (digit - '0');
  }
  text.remove_prefix(width);
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

/// Reads `.5` to `.000001`, or nothing, as microseconds; -1 when it is neither.
int takeFraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  int value = 0;
  int digits = 0;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    value = value * 10 + (text.front() - '0');
    text.remove_prefix(1);
    if (++digits > 6) return -1;
  }
  if (digits == 0) return -1;
  for (; digits < 6; ++digits) value *= 10;
  return value;
}

std::optional<sys_days> takeDate(std::string_view& text) {
  const int year = takeDigits(text, 4);
  if (year < 0 || !take(text, '-')) return std::nullopt;
  const int month = takeDigits(text, 2);
  if (month < 0 || !take(text, '-')) return std::nullopt;
  const int day = takeDigits(text, 2);
  if (day < 0) return std::nullopt;
  const year_month_day date{std::chrono::year(year), std::chrono::month(month),
                            std::chrono::day(day)};
  if (!date.ok()) return std::nullopt;
  return sys_days(date);
}

std::optional<microseconds> takeTime(std::string_view& text) {
  const int hour = takeDigits(text, 2);
  if (hour < 0 || !take(text, ':')) return std::nullopt;
  const int minute = takeDigits(text, 2);
  if (minute < 0 || !take(text, ':')) return std::nullopt;
  const int second = takeDigits(text, 2);
  if (second < 0) return std::nullopt;
  const int fraction = takeFraction(text);
  if (fraction < 0) return std::nullopt;
  return std::chrono::hours(hour) + std::chrono::minutes(minute) + std::chrono::seconds(second) +
         microseconds(fraction);
}

/// Reads one quoted element behind its opening quote, the closing one included.
bool takeQuoted(std::string_view& text, std::string& element) {
  while (!text.empty()) {
    const char character = text.front();
    text.remove_prefix(1);
    if (character == '"') return true;
    if (character != '\\') {
      element.push_back(character);
    } else {
      if (text.empty()) return false;
      element.push_back(text.front());
      text.remove_prefix(1);
    }
  }
  return false;
}

bool takeElement(std::string_view& text, std::string& element) {
  if (take(text, '"')) return takeQuoted(text, element);
  const std::size_t end = text.find_first_of(",{}\"");
  if (end == 0 || end == std::string_view::npos) return false;
  element = text.substr(0, end);
  text.remove_prefix(end);
  return element != "NULL";
}

}  // namespace

void appendNumber(std::string& text, double value) {
  if (std::isnan(value)) {
    text += "NaN";
  } else if (std::isinf(value)) {
    text += value > 0 ? "Infinity" : "-Infinity";
  } else {
    std::array<char, 32> buffer;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    text.append(buffer.data(), end);
  }
}

std::array<char, 29> timestampText(Timestamp value) {
  const auto midnight = std::chrono::floor<std::chrono::days>(value);
  const year_month_day date(midnight);
  const int year = static_cast<int>(date.year());
  if (year < 1 || year > 9999) {
    throw Error(ErrorKind::kInvalid, "timestamp_out_of_range",
                "A point in time lies outside the years 1 to 9999; send one within them.");
  }
  const std::int64_t in_day = (value - midnight).count();
  const auto second = static_cast<std::uint32_t>(in_day / 1'000'000);
  const auto fraction = static_cast<std::uint32_t>(in_day % 1'000'000);
  auto out = std::to_array("0000-00-00 00:00:00.000000+0");
  putPair(&out[0], static_cast<std::uint32_t>(year) / 100);
  putPair(&out[2], static_cast<std::uint32_t>(year) % 100);
  putPair(&out[5], static_cast<unsigned>(date.month()));
  putPair(&out[8], static_cast<unsigned>(date.day()));
  putPair(&out[11], second / 3'600);
  putPair(&out[14], second / 60 % 60);
  putPair(&out[17], second % 60);
  putPair(&out[20], fraction / 10'000);
  putPair(&out[22], fraction / 100 % 100);
  putPair(&out[24], fraction % 100);
  out.back() = '0';
  return out;
}

void refuseNul(std::string_view text) {
  if (text.find('\0') == std::string_view::npos) return;
  throw Error(ErrorKind::kInvalid, "nul_in_text",
              "A text contains the character U+0000, which can't be stored; remove it.");
}

void appendQuoted(std::string& text, std::string_view element) {
  const auto wants_escape = [](char c) { return c == '"' || c == '\\'; };
  text.push_back('"');
  while (true) {
    const auto found = std::find_if(element.begin(), element.end(), wants_escape);
    const auto plain = static_cast<std::size_t>(found - element.begin());
    text.append(element.substr(0, plain));
    if (plain == element.size()) break;
    text.push_back('\\');
    text.push_back(element[plain]);
    element.remove_prefix(plain + 1);
  }
  text.push_back('"');
}

std::optional<Timestamp> parseTimestamp(std::string_view text) {
  const auto date = takeDate(text);
  if (!date || !take(text, ' ')) return std::nullopt;
  const auto time = takeTime(text);
  if (!time || text != "+00") return std::nullopt;
  return Timestamp(*date) + *time;
}

std::optional<std::vector<std::string>> parseTextArray(std::string_view text) {
  std::vector<std::string> elements;
  if (text == "{}") return elements;
  if (!take(text, '{')) return std::nullopt;
  do {
    if (!takeElement(text, elements.emplace_back())) return std::nullopt;
  } while (take(text, ','));
  if (text != "}") return std::nullopt;
  return elements;
}

}  // namespace itops::postgres_text
