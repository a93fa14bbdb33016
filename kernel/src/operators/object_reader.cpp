#include "operators/object_reader.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <cmath>

#include "ingest/push_document.hpp"

namespace itops::operators {
namespace {

namespace json = boost::json;

constexpr std::size_t kTextsMax = 64;
constexpr std::size_t kUnexpectedMax = 20;

std::string_view trimmed(std::string_view text) {
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return result;
}

/// Empty for lists and objects.
std::optional<std::string> scalarText(const json::value& value) {
  if (value.is_string()) return std::string(std::string_view(value.get_string()));
  if (value.is_structured()) return std::nullopt;
  return json::serialize(value);
}

std::string stored(std::string text, std::size_t bytes_max) {
  std::erase(text, '\0');
  return std::string(ingest::cutBetweenCharacters(trimmed(text), bytes_max));
}

std::optional<double> numberOf(const json::value& value) {
  if (value.is_number()) return value.to_number<double>();
  if (!value.is_string()) return std::nullopt;
  const auto text = trimmed(std::string_view(value.get_string()));
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

}  // namespace

const json::value* ObjectReader::find(std::string_view name) {
  asked_.emplace(name);
  const auto* value = object_.if_contains(name);
  return value == nullptr || value->is_null() ? nullptr : value;
}

void ObjectReader::warn(std::string code, std::string_view name, std::string message) {
  warnings_.push_back({std::move(code), placeOf(name), std::move(message)});
}

std::optional<std::string> ObjectReader::text(std::string_view name, std::size_t bytes_max) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  auto text = scalarText(*value);
  if (!text) {
    warn("field.ignored", name, "Expected a text; a list or object was ignored.");
    return std::nullopt;
  }
  std::string kept = stored(*std::move(text), bytes_max);
  if (kept.empty()) return std::nullopt;
  return kept;
}

std::optional<double> ObjectReader::number(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto number = numberOf(*value);
  if (number && std::isfinite(*number)) return number;
  warn("field.ignored", name, "Expected a number; the value was ignored.");
  return std::nullopt;
}

std::optional<std::int64_t> ObjectReader::integer(std::string_view name) {
  const auto* value = find(name);
  if (value != nullptr && value->is_int64()) return value->get_int64();
  const auto given = number(name);
  if (!given) return std::nullopt;
  return static_cast<std::int64_t>(std::clamp(std::round(*given), -9.2e18, 9.2e18));
}

std::optional<bool> ObjectReader::flag(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_bool()) return value->get_bool();
  const std::string word = lowered(trimmed(scalarText(*value).value_or("")));
  if (word == "true" || word == "yes") return true;
  if (word == "false" || word == "no") return false;
  warn("field.ignored", name, "Expected true or false; the value was ignored.");
  return std::nullopt;
}

std::optional<std::vector<std::string>> ObjectReader::texts(std::string_view name) {
  const auto* list = array(name);
  if (list == nullptr) return std::nullopt;
  std::vector<std::string> texts;
  for (const json::value& item : *list) {
    std::string text = stored(scalarText(item).value_or(""), 255);
    if (text.empty() || std::find(texts.begin(), texts.end(), text) != texts.end()) continue;
    if (texts.size() < kTextsMax) texts.push_back(std::move(text));
  }
  return texts;
}

std::optional<std::string> ObjectReader::word(std::string_view name,
                                              std::span<const std::string_view> allowed,
                                              std::string_view fallback, std::string_view code) {
  const auto given = text(name);
  if (!given) return std::nullopt;
  const std::string folded = lowered(*given);
  std::string list;
  for (const auto one : allowed) {
    if (lowered(one) == folded) return std::string(one);
    list.append(list.empty() ? "" : ", ").append(one);
  }
  warn(std::string(code), name,
       "'" + *given + "' is not one of " + list + "; stored as " + std::string(fallback) + ".");
  return std::string(fallback);
}

const json::object* ObjectReader::object(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return nullptr;
  if (value->is_object()) return &value->get_object();
  warn("field.ignored", name, "Expected an object; the value was ignored.");
  return nullptr;
}

const json::array* ObjectReader::array(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return nullptr;
  if (value->is_array()) return &value->get_array();
  warn("field.ignored", name, "Expected a list; the value was ignored.");
  return nullptr;
}

void ObjectReader::warnUnused() {
  std::size_t count = 0;
  for (const auto& member : object_) {
    if (asked_.contains(std::string_view(member.key())) || ++count > kUnexpectedMax) continue;
    warn("field.unexpected", ingest::cutBetweenCharacters(member.key(), 63),
         "No such field is known here; it was ignored.");
  }
}

}  // namespace itops::operators
