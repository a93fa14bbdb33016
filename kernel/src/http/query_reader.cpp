#include "http/query_reader.hpp"

#include <charconv>

namespace itops::http {
namespace {

bool isKey(const std::string& text, QueryReader::KeyType type) {
  if (type == QueryReader::KeyType::kTime) return parseTimestamp(text).has_value();
  if (type == QueryReader::KeyType::kNumber) {
    return text.size() == 1 && text[0] >= '0' && text[0] <= '9';
  }
  return text.find('\0') == std::string::npos;
}

}  // namespace

std::optional<std::string> QueryReader::text(std::string_view name) {
  auto value = request_.query(name);
  if (value && value->empty()) value.reset();
  if (value && value->find('\0') != std::string::npos) {
    wrong(name, "NUL is not allowed.");
    value.reset();
  }
  return value;
}

std::optional<std::string> QueryReader::word(std::string_view name,
                                             std::initializer_list<std::string_view> allowed) {
  auto value = text(name);
  if (!value) return value;
  std::string list;
  for (const auto one : allowed) {
    if (*value == one) return value;
    list.append(list.empty() ? "" : ", ").append(one);
  }
  wrong(name, "Expected one of " + list + ".");
  return std::nullopt;
}

bool QueryReader::flag(std::string_view name) {
  return word(name, {"true", "false"}) == "true";
}

std::optional<Timestamp> QueryReader::timestamp(std::string_view name) {
  const auto value = text(name);
  if (!value) return std::nullopt;
  if (const auto time = parseTimestamp(*value)) return time;
  if (const auto day = parseTimestamp(*value + "T00:00:00Z")) return day;
  wrong(name, "Expected an RFC 3339 time such as 2026-03-01T12:05:00Z, or a date.");
  return std::nullopt;
}

int QueryReader::limit() {
  const auto value = text("limit");
  if (!value) return kPageLimitDefault;
  int number = 0;
  const auto [end, error] = std::from_chars(value->data(), value->data() + value->size(), number);
  if (error == std::errc{} && end == value->data() + value->size() && number >= 1 &&
      number <= kPageLimitMax) {
    return number;
  }
  wrong("limit", "Expected a whole number from 1 to " + std::to_string(kPageLimitMax) + ".");
  return kPageLimitDefault;
}

std::optional<PageCursor> QueryReader::cursor(std::string_view list, KeyType type) {
  const auto value = text("cursor");
  if (!value) return std::nullopt;
  auto cursor = decodeCursor(list, *value);
  if (cursor && isKey(cursor->key, type)) return cursor;
  wrong("cursor", "Expected the nextCursor of an answer to the same list in the same order.");
  return std::nullopt;
}

void QueryReader::wrong(std::string_view name, std::string message) {
  errors_.push_back({std::string(name), std::move(message)});
}

void QueryReader::throwIfWrong() const {
  if (errors_.empty()) return;
  throw Error(ErrorKind::kInvalid, "query_invalid",
              "The query has parameters that can't be used; see errors.", {}, errors_);
}

}  // namespace itops::http
