#include "templates/plain_scalar.hpp"

#include <charconv>
#include <cmath>
#include <optional>

namespace itops::templates {
namespace {

namespace json = boost::json;

/// A number that is the whole text; charconv knows neither `+1` nor locales.
template <class Number>
std::optional<Number> numberFrom(std::string_view text) {
  if (text.starts_with('+')) text.remove_prefix(1);
  Number number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool beginsLikeANumber(const std::string& text) {
  const auto digit = text.find_first_not_of("+-.");
  return digit != std::string::npos && text[digit] >= '0' && text[digit] <= '9';
}

}  // namespace

json::value plainScalar(const std::string& text) {
  if (text.empty() || text == "~" || text == "null" || text == "Null" || text == "NULL") {
    return nullptr;
  }
  if (text == "true" || text == "True" || text == "TRUE") return true;
  if (text == "false" || text == "False" || text == "FALSE") return false;
  if (beginsLikeANumber(text)) {
    if (const auto whole = numberFrom<std::int64_t>(text)) return *whole;
    if (const auto decimal = numberFrom<double>(text); decimal && std::isfinite(*decimal)) {
      return *decimal;
    }
  }
  return json::value(text);
}

}  // namespace itops::templates
