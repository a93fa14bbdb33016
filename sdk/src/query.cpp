#include "itops/query.hpp"

#include <charconv>

#include "itops/text.hpp"

namespace itops {
namespace {

constexpr std::string_view kDigits = "0123456789abcdef";
constexpr char kSeparator = '\n';

std::string toHex(std::string_view bytes) {
  std::string text;
  text.reserve(2 * bytes.size());
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text.push_back(kDigits[byte >> 4]);
    text.push_back(kDigits[byte & 0x0F]);
  }
  return text;
}

std::optional<std::string> fromHex(std::string_view text) {
  if (text.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  bytes.reserve(text.size() / 2);
  for (std::size_t i = 0; i < text.size(); i += 2) {
    const auto high = kDigits.find(text[i]);
    const auto low = kDigits.find(text[i + 1]);
    if (high == kDigits.npos || low == kDigits.npos) return std::nullopt;
    bytes.push_back(static_cast<char>(high << 4 | low));
  }
  return bytes;
}

template <class T>
std::optional<T> wholeNumber(std::string_view text) {
  T number{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return number;
}

bool isKey(const std::string& text, QueryReader::KeyType type) {
  if (type == QueryReader::KeyType::kTime) return parseTimestamp(text).has_value();
  if (type == QueryReader::KeyType::kNumber) {
    return text.size() == 1 && text[0] >= '0' && text[0] <= '9';
  }
  return text.find('\0') == std::string::npos && isUtf8(text);
}

}  // namespace

std::vector<QueryParameter> pageQuery(std::vector<QueryParameter> filters) {
  filters.push_back(
      {"limit", "Items per page", R"({"type":"integer","minimum":1,"maximum":500,"default":100})"});
  filters.push_back({"cursor", "nextCursor of the page before"});
  return filters;
}

std::string pageSchema(std::string_view item_schema) {
  std::string text = R"({"type":"object","required":["items","nextCursor"],"properties":{)";
  return text.append(R"("items":{"type":"array","items":)")
      .append(item_schema)
      .append(R"(},"nextCursor":{"type":["string","null"]}}})");
}

std::string encodeCursor(std::string_view list, const PageCursor& cursor) {
  return toHex(std::string(list) + kSeparator + std::to_string(cursor.id) + kSeparator +
               cursor.key);
}

std::optional<PageCursor> decodeCursor(std::string_view list, std::string_view text) {
  const auto bytes = fromHex(text);
  if (!bytes) return std::nullopt;
  const auto first = bytes->find(kSeparator);
  const auto second = bytes->find(kSeparator, first + 1);
  if (first == bytes->npos || second == bytes->npos) return std::nullopt;
  const std::string_view parts = *bytes;
  const auto id = wholeNumber<std::int64_t>(parts.substr(first + 1, second - first - 1));
  if (parts.substr(0, first) != list || !id) return std::nullopt;
  return PageCursor{std::string(parts.substr(second + 1)), *id};
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
  if (!value) return kPageLimitDefault;
  const auto number = wholeNumber<int>(*value);
  if (number && *number >= 1 && *number <= kPageLimitMax) return *number;
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

bool wantsCsv(const Request& request) {
  return request.header("Accept").value_or("").find("text/csv") != std::string_view::npos;
}

}  // namespace itops
