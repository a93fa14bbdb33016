#include "ingest/field_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace itops::ingest {
namespace {

using Kind = PushValue::Kind;

std::string numberText(const PushValue& value) {
  char buffer[32];
  const auto end = value.kind == Kind::kInteger
                       ? std::to_chars(buffer, buffer + sizeof buffer, value.integer).ptr
                       : std::to_chars(buffer, buffer + sizeof buffer, value.number).ptr;
  return {buffer, end};
}

/// Text of a scalar, moved out of it; empty for null, lists and objects.
std::optional<std::string> takeScalarText(PushValue& value) {
  switch (value.kind) {
    case Kind::kText:
      return std::move(value.text);
    case Kind::kBool:
      return value.boolean ? "true" : "false";
    case Kind::kInteger:
    case Kind::kNumber:
      return numberText(value);
    default:
      return std::nullopt;
  }
}

bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string trimmed(std::string text) {
  while (!text.empty() && isBlank(text.back())) text.pop_back();
  const auto first = std::find_if_not(text.begin(), text.end(), isBlank);
  if (first != text.begin()) text.erase(text.begin(), first);
  return text;
}

std::string lowered(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return text;
}

std::vector<std::string> splitAtCommas(const std::string& text) {
  std::vector<std::string> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

}  // namespace

void FieldReader::warn(std::string code, std::string_view field, std::string message) {
  warnings_.push_back({std::move(code), std::string(field), std::move(message)});
}

std::string FieldReader::clean(std::string_view name, std::string text, std::size_t length_max) {
  if (text.find('\0') != std::string::npos) {
    std::erase(text, '\0');
    warn("field.coerced", name, "NUL characters were removed.");
  }
  if (text.size() > length_max) {
    cutBetweenCharacters(text, length_max);
    warn("field.coerced", name, "Cut to " + std::to_string(length_max) + " bytes, the maximum.");
  }
  return text;
}

std::optional<std::string> FieldReader::text(std::string_view name, std::size_t length_max) {
  PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  auto text = takeScalarText(*value);
  if (!text) {
    warn("field.ignored", name, "Expected a text; a list or object was ignored.");
    return std::nullopt;
  }
  if (value->kind != Kind::kText) {
    warn("field.coerced", name, "Expected a text; read as '" + *text + "'.");
  }
  return clean(name, std::move(*text), length_max);
}

std::optional<double> FieldReader::number(std::string_view name) {
  PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kInteger) return value->number;
  if (value->kind == Kind::kNumber && std::isfinite(value->number)) return value->number;
  if (value->kind == Kind::kText) {
    const std::string text = trimmed(value->text);
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc{} && end == text.data() + text.size() && std::isfinite(number)) {
      warn("field.coerced", name, "Expected a number; the text was read as one.");
      return number;
    }
  }
  warn("field.ignored", name, "Expected a number; the value was ignored.");
  return std::nullopt;
}

std::optional<std::vector<std::string>> FieldReader::texts(std::string_view name,
                                                           std::size_t count_max,
                                                           std::size_t length_max) {
  PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> found;
  bool coerced = value->kind != Kind::kArray;
  if (value->kind == Kind::kObject) {
    warn("field.ignored", name, "Expected a list of texts; an object was ignored.");
    return std::nullopt;
  }
  if (coerced) found = splitAtCommas(*takeScalarText(*value));
  for (PushValue& item : value->items) {
    coerced = coerced || item.kind != Kind::kText;
    if (auto text = takeScalarText(item)) found.push_back(std::move(*text));
  }
  std::vector<std::string> kept;
  for (std::string& text : found) {
    text = trimmed(clean(name, std::move(text), length_max));
    if (text.empty() || std::find(kept.begin(), kept.end(), text) != kept.end()) continue;
    if (kept.size() < count_max)
      kept.push_back(std::move(text));
    else
      coerced = true;
  }
  if (coerced) {
    warn("field.coerced", name,
         "Expected a list of at most " + std::to_string(count_max) + " texts; " +
             std::to_string(kept.size()) + " could be read.");
  }
  return kept;
}

std::optional<Timestamp> FieldReader::timestamp(std::string_view name) {
  PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kText) {
    if (const auto parsed = parseTimestamp(trimmed(value->text))) return parsed;
  }
  warn("field.ignored", name,
       "Expected an RFC 3339 time such as 2026-03-01T12:05:00Z; the value was ignored.");
  return std::nullopt;
}

std::optional<std::string> FieldReader::word(std::string_view name,
                                             const std::vector<std::string>& allowed,
                                             std::string_view fallback, std::string_view code) {
  PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  const auto given = takeScalarText(*value);
  const std::string wanted = given ? lowered(trimmed(*given)) : std::string{};
  if (std::find(allowed.begin(), allowed.end(), wanted) != allowed.end()) return wanted;
  std::string list;
  for (const auto& one : allowed) list += (list.empty() ? "" : ", ") + one;
  warn(std::string(code), name,
       "Expected one of " + list + "; stored as " + std::string(fallback) + ".");
  return std::string(fallback);
}

}  // namespace itops::ingest
