#include "ingest/field_reader.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace itops::ingest {
namespace {

using Kind = PushValue::Kind;

/// The outermost doubles that fit into 64 bits.
constexpr double kWholeMin = -9'223'372'036'854'775'808.0;
constexpr double kWholeMax = 9'223'372'036'854'774'784.0;

std::string numberText(const PushValue& value) {
  char buffer[32];
  const auto end = value.kind == Kind::kInteger
                       ? std::to_chars(buffer, buffer + sizeof buffer, value.integer).ptr
                       : std::to_chars(buffer, buffer + sizeof buffer, value.number).ptr;
  return {buffer, end};
}

bool isBlank(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && isBlank(text.back())) text.remove_suffix(1);
  while (!text.empty() && isBlank(text.front())) text.remove_prefix(1);
  return text;
}

std::string lowered(std::string_view text) {
  std::string result(text);
  std::transform(result.begin(), result.end(), result.begin(),
                 [](unsigned char c) { return static_cast<char>(c < 0x80 ? std::tolower(c) : c); });
  return result;
}

std::vector<std::string_view> splitAtCommas(std::string_view text) {
  std::vector<std::string_view> parts;
  for (std::size_t at = 0; at <= text.size();) {
    const auto comma = std::min(text.find(',', at), text.size());
    parts.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return parts;
}

/// Collects distinct texts up to a limit.
class TextList {
 public:
  TextList(std::size_t count_usual, std::size_t count_max) : count_max_(count_max) {
    texts_.reserve(std::min(count_usual, count_max));
  }

  void add(std::string_view text) {
    text = trimmed(text);
    if (text.empty() || std::find(texts_.begin(), texts_.end(), text) != texts_.end()) return;
    if (texts_.size() < count_max_)
      texts_.emplace_back(text);
    else
      overflown_ = true;
  }

  bool overflown() const { return overflown_; }
  std::vector<std::string> take() { return std::move(texts_); }

 private:
  const std::size_t count_max_;
  bool overflown_ = false;
  std::vector<std::string> texts_;
};

std::string listOf(std::span<const std::string_view> words) {
  std::string list;
  for (const auto word : words) list.append(list.empty() ? "" : ", ").append(word);
  return list;
}

}  // namespace

void FieldReader::warn(std::string code, std::string_view field, std::string message) {
  warnings_.push_back({std::move(code), std::string(field), std::move(message)});
}

std::string_view FieldReader::keep(std::string text) {
  return kept_.emplace_front(std::move(text));
}

/// Empty for null, lists and objects.
std::optional<std::string_view> FieldReader::scalarText(const PushValue& value) {
  switch (value.kind) {
    case Kind::kText:
      return value.text;
    case Kind::kBool:
      return value.boolean ? "true" : "false";
    case Kind::kInteger:
    case Kind::kNumber:
      return keep(numberText(value));
    default:
      return std::nullopt;
  }
}

std::string_view FieldReader::clean(std::string_view name, std::string_view text,
                                    std::size_t length_max) {
  if (text.find('\0') != text.npos) {
    std::string without(text);
    std::erase(without, '\0');
    text = keep(std::move(without));
    warn("field.coerced", name, "NUL characters were removed.");
  }
  if (text.size() > length_max) {
    text = cutBetweenCharacters(text, length_max);
    warn("field.coerced", name, "Cut to " + std::to_string(length_max) + " bytes, the maximum.");
  }
  return text;
}

std::optional<std::string_view> FieldReader::text(std::string_view name, std::size_t length_max) {
  const PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  const auto text = scalarText(*value);
  if (!text) {
    warn("field.ignored", name, "Expected a text; a list or object was ignored.");
    return std::nullopt;
  }
  if (value->kind != Kind::kText) {
    warn("field.coerced", name, "Expected a text; read as '" + std::string(*text) + "'.");
  }
  return clean(name, *text, length_max);
}

std::optional<std::string> FieldReader::nonEmptyText(std::string_view name,
                                                     std::size_t length_max) {
  const auto given = text(name, length_max);
  if (!given || trimmed(*given).empty()) return std::nullopt;
  return std::string(*given);
}

std::optional<double> FieldReader::number(std::string_view name) {
  const PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kInteger) return value->number;
  if (value->kind == Kind::kNumber && std::isfinite(value->number)) return value->number;
  if (value->kind == Kind::kText) {
    const auto text = trimmed(value->text);
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

std::optional<std::int64_t> FieldReader::integer(std::string_view name) {
  const PushValue* value = document_.take(name);
  if (value != nullptr && value->kind == Kind::kInteger) return value->integer;
  const auto given = number(name);
  if (!given) return std::nullopt;
  const double whole = std::clamp(std::round(*given), kWholeMin, kWholeMax);
  const auto stored = static_cast<std::int64_t>(whole);
  if (value->kind == Kind::kNumber) {
    warn("field.coerced", name,
         "Expected a whole number of at most 64 bits; stored as " + std::to_string(stored) + ".");
  }
  return stored;
}

std::optional<std::vector<std::string>> FieldReader::texts(std::string_view name,
                                                           std::size_t count_max,
                                                           std::size_t length_max) {
  const PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kObject) {
    warn("field.ignored", name, "Expected a list of texts; an object was ignored.");
    return std::nullopt;
  }
  bool coerced = value->kind != Kind::kArray;
  TextList list(value->items().size(), count_max);
  if (coerced) {
    for (const auto part : splitAtCommas(*scalarText(*value))) {
      list.add(clean(name, part, length_max));
    }
  }
  for (const PushValue& item : value->items()) {
    coerced = coerced || item.kind != Kind::kText;
    if (const auto text = scalarText(item)) list.add(clean(name, *text, length_max));
  }
  auto kept = list.take();
  if (coerced || list.overflown()) {
    warn("field.coerced", name,
         "Expected a list of at most " + std::to_string(count_max) + " texts; " +
             std::to_string(kept.size()) + " could be read.");
  }
  return kept;
}

std::optional<Timestamp> FieldReader::timestamp(std::string_view name) {
  const PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  if (value->kind == Kind::kText) {
    if (const auto parsed = parseTimestamp(trimmed(value->text))) return parsed;
  }
  warn("field.ignored", name,
       "Expected an RFC 3339 time such as 2026-03-01T12:05:00Z; the value was ignored.");
  return std::nullopt;
}

std::optional<std::string_view> FieldReader::word(std::string_view name,
                                                  std::span<const std::string_view> allowed,
                                                  std::string_view fallback,
                                                  std::string_view code) {
  const PushValue* value = document_.take(name);
  if (value == nullptr) return std::nullopt;
  const auto given = scalarText(*value).value_or("");
  const auto exact = std::find(allowed.begin(), allowed.end(), given);
  if (exact != allowed.end()) return *exact;
  const auto folded = std::find(allowed.begin(), allowed.end(), lowered(trimmed(given)));
  if (folded != allowed.end()) return *folded;
  warn(std::string(code), name,
       "Expected one of " + listOf(allowed) + "; stored as " + std::string(fallback) + ".");
  return fallback;
}

}  // namespace itops::ingest
