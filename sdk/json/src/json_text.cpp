#include "itops/json/json_text.hpp"

#include <array>
#include <charconv>
#include <utility>

namespace itops {
namespace {

namespace json = boost::json;

/// Writes values one behind the other.
class Writer {
 public:
  Writer(std::string& text, std::optional<int> decimals) : text_(text), decimals_(decimals) {}

  void append(const json::value& value) {
    if (value.is_object()) return append(value.get_object());
    if (value.is_array()) return append(value.get_array());
    if (value.is_double()) return append(value.get_double());
    text_ += json::serialize(value);
  }

 private:
  void append(const json::object& object) {
    text_ += '{';
    bool first = true;
    for (const auto& [name, value] : object) {
      if (!std::exchange(first, false)) text_ += ',';
      text_ += json::serialize(json::string_view(name));
      text_ += ':';
      append(value);
    }
    text_ += '}';
  }

  void append(const json::array& array) {
    text_ += '[';
    bool first = true;
    for (const json::value& value : array) {
      if (!std::exchange(first, false)) text_ += ',';
      append(value);
    }
    text_ += ']';
  }

  void append(double number) {
    std::array<char, 400> digits{};
    char* const begin = digits.data();
    char* const limit = begin + digits.size();
    const auto end = decimals_
                         ? std::to_chars(begin, limit, number, std::chars_format::fixed, *decimals_)
                         : std::to_chars(begin, limit, number, std::chars_format::fixed);
    text_.append(begin, end.ptr);
  }

  std::string& text_;
  const std::optional<int> decimals_;
};

}  // namespace

std::string jsonText(const json::value& value, std::optional<int> decimals) {
  std::string text;
  Writer(text, decimals).append(value);
  return text;
}

json::value jsonOf(const std::optional<Timestamp>& time) {
  if (!time) return nullptr;
  return json::value(formatTimestamp(*time));
}

json::value jsonOf(const std::optional<std::string>& text) {
  if (!text) return nullptr;
  return json::value(*text);
}

std::string pageText(json::array items, const std::optional<std::string>& next_cursor,
                     std::optional<int> decimals) {
  return jsonText(json::object{{"items", std::move(items)}, {"nextCursor", jsonOf(next_cursor)}},
                  decimals);
}

}  // namespace itops
