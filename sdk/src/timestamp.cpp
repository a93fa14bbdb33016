#include "itops/timestamp.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdio>

namespace itops {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::hh_mm_ss;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kMicrosecondDigits = 6;

Timestamp clampYear(Timestamp timestamp) {
  using std::chrono::January;
  constexpr Timestamp kFirst = sys_days{std::chrono::year{0} / January / 1};
  constexpr Timestamp kLast = sys_days{std::chrono::year{10000} / January / 1} - microseconds{1};
  return std::clamp(timestamp, kFirst, kLast);
}

bool isDigit(char c) {
  return c >= '0' && c <= '9';
}

/// Takes a text apart from the left. Every function is false, or empty, when the text goes on
/// differently; the position is then of no use.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  bool atEnd() const { return position_ == text_.size(); }

  bool skipOneOf(std::string_view characters) {
    if (atEnd() || characters.find(text_[position_]) == std::string_view::npos) return false;
    ++position_;
    return true;
  }

  std::optional<int> number(std::size_t digits) {
    if (text_.size() - position_ < digits) return std::nullopt;
    int value = 0;
    for (const char c : text_.substr(position_, digits)) {
      if (!isDigit(c)) return std::nullopt;
      value = value * 10 + (c - '0');
    }
    position_ += digits;
    return value;
  }

  /// At least one digit; those after the sixth are skipped.
  std::optional<microseconds> fraction() {
    int digits = 0;
    int value = 0;
    for (; !atEnd() && isDigit(text_[position_]); ++position_, ++digits) {
      if (digits < kMicrosecondDigits) value = value * 10 + (text_[position_] - '0');
    }
    if (digits == 0) return std::nullopt;
    for (; digits < kMicrosecondDigits; ++digits) value *= 10;
    return microseconds{value};
  }

 private:
  std::string_view text_;
  std::size_t position_ = 0;
};

std::optional<sys_days> readDate(Cursor& cursor) {
  const auto year = cursor.number(4);
  if (!year || !cursor.skipOneOf("-")) return std::nullopt;
  const auto month = cursor.number(2);
  if (!month || !cursor.skipOneOf("-")) return std::nullopt;
  const auto day = cursor.number(2);
  if (!day) return std::nullopt;
  const year_month_day date{std::chrono::year{*year},
                            std::chrono::month{static_cast<unsigned>(*month)},
                            std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return sys_days{date};
}

std::optional<microseconds> readTimeOfDay(Cursor& cursor) {
  const auto hour = cursor.number(2);
  if (!hour || *hour > 23 || !cursor.skipOneOf(":")) return std::nullopt;
  const auto minute = cursor.number(2);
  if (!minute || *minute > 59 || !cursor.skipOneOf(":")) return std::nullopt;
  const auto second = cursor.number(2);
  if (!second || *second > 59) return std::nullopt;
  const auto whole = hours{*hour} + minutes{*minute} + seconds{*second};
  if (!cursor.skipOneOf(".")) return whole;
  const auto fraction = cursor.fraction();
  if (!fraction) return std::nullopt;
  return whole + *fraction;
}

std::optional<minutes> readOffset(Cursor& cursor) {
  if (cursor.skipOneOf("Zz")) return minutes{0};
  const bool east = cursor.skipOneOf("+");
  if (!east && !cursor.skipOneOf("-")) return std::nullopt;
  const auto hour = cursor.number(2);
  if (!hour || *hour > 23 || !cursor.skipOneOf(":")) return std::nullopt;
  const auto minute = cursor.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  const minutes offset = hours{*hour} + minutes{*minute};
  return east ? offset : -offset;
}

void appendFraction(std::string& out, microseconds fraction) {
  if (fraction.count() == 0) return;
  std::string digits = std::to_string(fraction.count());
  digits.insert(0, kMicrosecondDigits - digits.size(), '0');
  if (fraction.count() % 1000 == 0) digits.resize(3);
  out += '.';
  out += digits;
}

}  // namespace

std::string formatTimestamp(Timestamp timestamp) {
  const Timestamp instant = clampYear(timestamp);
  const auto day = floor<days>(instant);
  const year_month_day date{day};
  const hh_mm_ss time{instant - day};
  // Wide enough for every int, which is all that the compiler knows of the values.
  std::array<char, 80> text;
  const int length = std::snprintf(
      text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
      static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
      static_cast<int>(time.seconds().count()));
  std::string out(text.data(), static_cast<std::size_t>(length));
  appendFraction(out, time.subseconds());
  out += 'Z';
  return out;
}

std::optional<Timestamp> parseTimestamp(std::string_view text) {
  Cursor cursor(text);
  const auto date = readDate(cursor);
  if (!date || !cursor.skipOneOf("Tt ")) return std::nullopt;
  const auto time = readTimeOfDay(cursor);
  if (!time) return std::nullopt;
  const auto offset = readOffset(cursor);
  if (!offset || !cursor.atEnd()) return std::nullopt;
  return *date + *time - *offset;
}

}  // namespace itops
