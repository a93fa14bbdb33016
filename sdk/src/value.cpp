#include <charconv>

#include "itops/database.hpp"
#include "postgres_text.hpp"

namespace itops {

Value::Value(std::string_view text) : text_(text) {
  postgres_text::refuseNul(text);
}

Value::Value(double value) {
  postgres_text::appendNumber(text_, value);
}

Value::Value(Timestamp value) {
  const auto digits = postgres_text::timestampText(value);
  text_.assign(digits.data(), digits.size());
}

void ArrayValue::separate() {
  text_.push_back(text_.empty() ? '{' : ',');
}

ArrayValue& ArrayValue::add(std::int64_t value) {
  std::array<char, 21> buffer;
  buffer.front() = text_.empty() ? '{' : ',';
  const auto end = std::to_chars(buffer.data() + 1, buffer.data() + buffer.size(), value).ptr;
  text_.append(buffer.data(), end);
  return *this;
}

ArrayValue& ArrayValue::add(double value) {
  separate();
  postgres_text::appendNumber(text_, value);
  return *this;
}

ArrayValue& ArrayValue::add(bool value) {
  separate();
  text_.push_back(value ? 't' : 'f');
  return *this;
}

// An array literal separates elements by comma alone, so the blank of a timestamp needs no quotes.
ArrayValue& ArrayValue::add(Timestamp value) {
  const auto digits = postgres_text::timestampText(value);
  separate();
  text_.append(digits.data(), digits.size());
  return *this;
}

ArrayValue& ArrayValue::add(const Uuid& value) {
  separate();
  text_ += value.toString();
  return *this;
}

ArrayValue& ArrayValue::add(std::string_view value) {
  postgres_text::refuseNul(value);
  separate();
  postgres_text::appendQuoted(text_, value);
  return *this;
}

ArrayValue& ArrayValue::addNull() {
  separate();
  text_ += "NULL";
  return *this;
}

Value ArrayValue::take() {
  Value value(std::string_view{});
  value.text_ = text_.empty() ? "{" : std::move(text_);
  value.text_.push_back('}');
  text_.clear();
  return value;
}

std::optional<std::string> likePattern(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  std::string pattern = "%";
  for (const char c : *text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace itops
