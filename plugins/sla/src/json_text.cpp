#include "json_text.hpp"

#include <array>
#include <cstdio>
#include <utility>

namespace itops::sla {
namespace {

namespace json = boost::json;

constexpr double kTenThousandths = 10'000;

void append(std::string& text, const json::value& value);

void append(std::string& text, const json::object& object) {
  text += '{';
  bool first = true;
  for (const auto& [name, value] : object) {
    if (!std::exchange(first, false)) text += ',';
    text += json::serialize(json::string_view(name));
    text += ':';
    append(text, value);
  }
  text += '}';
}

void append(std::string& text, const json::array& array) {
  text += '[';
  bool first = true;
  for (const json::value& value : array) {
    if (!std::exchange(first, false)) text += ',';
    append(text, value);
  }
  text += ']';
}

void append(std::string& text, double number) {
  std::array<char, 340> digits{};
  std::snprintf(digits.data(), digits.size(), "%.4f", number);
  text += digits.data();
}

void append(std::string& text, const json::value& value) {
  if (value.is_object()) return append(text, value.get_object());
  if (value.is_array()) return append(text, value.get_array());
  if (value.is_double()) return append(text, value.get_double());
  text += json::serialize(value);
}

}  // namespace

std::string jsonText(const json::value& value) {
  std::string text;
  append(text, value);
  return text;
}

json::value jsonOf(const std::optional<Percent>& percent) {
  if (!percent) return nullptr;
  return percent->tenThousandths() / kTenThousandths;
}

json::value jsonOf(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  return json::value(formatTimestamp(*time));
}

json::value jsonOf(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  return json::value(*text);
}

std::string pageText(json::array items, const std::optional<std::string>& next_cursor) {
  return jsonText(json::object{{"items", std::move(items)}, {"nextCursor", jsonOf(next_cursor)}});
}

}  // namespace itops::sla
