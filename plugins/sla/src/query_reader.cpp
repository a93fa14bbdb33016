#include "query_reader.hpp"

#include <charconv>

#include "bytes.hpp"
#include "itops/text.hpp"

namespace itops::sla {
namespace {

constexpr int kLimitMax = 500;
constexpr int kLimitDefault = 100;
constexpr char kSeparator = '\n';

template <class T>
std::optional<T> wholeNumber(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

std::optional<PageCursor> decodeCursor(std::string_view list, std::string_view text) {
  const auto bytes = fromHex(text);
  if (!bytes) return std::nullopt;
  const auto first = bytes->find(kSeparator);
  const auto second = bytes->find(kSeparator, first + 1);
  if (first == bytes->npos || second == bytes->npos) return std::nullopt;
  const std::string_view parts = *bytes;
  const auto id = wholeNumber<std::int64_t>(parts.substr(first + 1, second - first - 1));
  const auto key = parts.substr(second + 1);
  if (parts.substr(0, first) != list || !id || key.find('\0') != key.npos) return std::nullopt;
  return PageCursor{std::string(key), *id};
}

}  // namespace

std::string encodeCursor(std::string_view list, const PageCursor& cursor) {
  return toHex(std::string(list) + kSeparator + std::to_string(cursor.id) + kSeparator +
               cursor.key);
}

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

std::optional<bool> QueryReader::flag(std::string_view name) {
  const auto value = word(name, {"true", "false"});
  if (!value) return std::nullopt;
  return *value == "true";
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
  if (!value) return kLimitDefault;
  const auto number = wholeNumber<int>(*value);
  if (number && *number >= 1 && *number <= kLimitMax) return *number;
  wrong("limit", "Expected a whole number from 1 to " + std::to_string(kLimitMax) + ".");
  return kLimitDefault;
}

std::optional<PageCursor> QueryReader::cursor(std::string_view list, KeyType type) {
  const auto value = text("cursor");
  if (!value) return std::nullopt;
  auto cursor = decodeCursor(list, *value);
  const bool fits = cursor && (type == KeyType::kText || parseTimestamp(cursor->key));
  if (fits && isUtf8(cursor->key)) return cursor;
  wrong("cursor", "Expected the nextCursor of an answer to the same list.");
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

}  // namespace itops::sla
