#include "registry/service_filter.hpp"

#include <sodium/utils.h>

#include <array>
#include <boost/json.hpp>
#include <charconv>

#include "itops/error.hpp"

namespace itops::registry {
namespace {

namespace json = boost::json;

constexpr std::array<std::pair<std::string_view, ServiceSort>, 7> kSorts{{
    {"path", ServiceSort::kPath},
    {"name", ServiceSort::kName},
    {"status", ServiceSort::kStatus},
    {"criticality", ServiceSort::kCriticality},
    {"statusSince", ServiceSort::kStatusSince},
    {"lastSeenAt", ServiceSort::kLastSeenAt},
    {"createdAt", ServiceSort::kCreatedAt},
}};

constexpr std::string_view kEventList = "events";

enum class KeyType { kText, kNumber, kTime };

KeyType keyType(ServiceSort sort) {
  switch (sort) {
    case ServiceSort::kStatus:
    case ServiceSort::kCriticality:
      return KeyType::kNumber;
    case ServiceSort::kStatusSince:
    case ServiceSort::kLastSeenAt:
    case ServiceSort::kCreatedAt:
      return KeyType::kTime;
    default:
      return KeyType::kText;
  }
}

bool isKey(const std::string& text, KeyType type) {
  if (type == KeyType::kTime) return parseTimestamp(text).has_value();
  if (type == KeyType::kNumber) return text.size() == 1 && text[0] >= '0' && text[0] <= '9';
  return text.find('\0') == std::string::npos;
}

/// Reads parameters and collects what is wrong with them.
class QueryReader {
 public:
  explicit QueryReader(const Request& request) : request_(request) {}

  std::optional<std::string> text(std::string_view name) {
    auto value = request_.query(name);
    if (value && value->empty()) value.reset();
    if (value && value->find('\0') != std::string::npos) {
      wrong(name, "NUL is not allowed.");
      value.reset();
    }
    return value;
  }

  std::optional<std::string> word(std::string_view name,
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

  std::vector<Status> statuses(std::string_view name) {
    std::vector<Status> found;
    const std::string list = text(name).value_or("");
    for (std::size_t at = 0; at < list.size();) {
      const auto comma = std::min(list.find(',', at), list.size());
      const auto status = parseStatus(std::string_view(list).substr(at, comma - at));
      if (!status) {
        wrong(name,
              "Expected OPERATIONAL, DEGRADED, DOWN, MAINTENANCE or UNKNOWN, or several "
              "separated by commas.");
        return {};
      }
      found.push_back(*status);
      at = comma + 1;
    }
    return found;
  }

  int limit() {
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

  std::optional<Timestamp> timestamp(std::string_view name) {
    const auto value = text(name);
    if (!value) return std::nullopt;
    if (const auto time = parseTimestamp(*value)) return time;
    if (const auto day = parseTimestamp(*value + "T00:00:00Z")) return day;
    wrong(name, "Expected an RFC 3339 time such as 2026-03-01T12:05:00Z, or a date.");
    return std::nullopt;
  }

  std::optional<PageCursor> cursor(std::string_view list, KeyType type) {
    const auto value = text("cursor");
    if (!value) return std::nullopt;
    auto cursor = decodeCursor(list, *value);
    if (cursor && isKey(cursor->key, type)) return cursor;
    wrong("cursor", "Expected the nextCursor of an answer to the same list in the same order.");
    return std::nullopt;
  }

  void wrong(std::string_view name, std::string message) {
    errors_.push_back({std::string(name), std::move(message)});
  }

  void throwIfWrong() const {
    if (errors_.empty()) return;
    throw Error(ErrorKind::kInvalid, "query_invalid",
                "The query has parameters that can't be used; see errors.", {}, errors_);
  }

 private:
  static std::optional<PageCursor> decodeCursor(std::string_view list, const std::string& text) {
    std::string bytes(text.size(), '\0');
    std::size_t size = 0;
    if (sodium_base642bin(reinterpret_cast<unsigned char*>(bytes.data()), bytes.size(), text.data(),
                          text.size(), nullptr, &size, nullptr,
                          sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0) {
      return std::nullopt;
    }
    json::error_code error;
    const json::value document = json::parse({bytes.data(), size}, error);
    if (error || !document.is_array() || document.as_array().size() != 3) return std::nullopt;
    const json::array& parts = document.as_array();
    if (!parts[0].is_string() || !parts[1].is_string() || !parts[2].is_int64()) return std::nullopt;
    if (std::string_view(parts[0].as_string()) != list) return std::nullopt;
    return PageCursor{std::string(std::string_view(parts[1].as_string())), parts[2].as_int64()};
  }

  const Request& request_;
  std::vector<FieldError> errors_;
};

void readSort(QueryReader& reader, ServiceFilter& filter) {
  const auto given = reader.text("sort");
  if (!given) return;
  filter.descending = given->front() == '-';
  const auto name = std::string_view(*given).substr(filter.descending ? 1 : 0);
  std::string list;
  for (const auto& [known, sort] : kSorts) {
    if (known == name) {
      filter.sort = sort;
      return;
    }
    list.append(list.empty() ? "" : ", ").append(known);
  }
  reader.wrong("sort", "Expected one of " + list + ", with '-' in front for descending order.");
}

}  // namespace

ServiceFilter serviceFilterFrom(const Request& request) {
  QueryReader reader(request);
  ServiceFilter filter;
  filter.path = reader.text("path");
  if (filter.path) filter.path->erase(filter.path->find_last_not_of('/') + 1);
  if (filter.path && filter.path->empty()) filter.path.reset();
  filter.statuses = reader.statuses("status");
  filter.tag = reader.text("tag");
  filter.source = reader.word("source", {"agent", "external"});
  filter.sla_group = reader.text("slaGroup");
  filter.criticality = reader.word("criticality", {"critical", "high", "medium", "low"});
  filter.type = reader.text("type");
  filter.team = reader.text("team");
  filter.name_space = reader.text("namespace");
  filter.text = reader.text("q");
  readSort(reader, filter);
  filter.limit = reader.limit();
  filter.cursor =
      reader.cursor(serviceListName(filter.sort, filter.descending), keyType(filter.sort));
  reader.throwIfWrong();
  return filter;
}

EventFilter eventFilterFrom(const Request& request) {
  QueryReader reader(request);
  EventFilter filter;
  filter.from = reader.timestamp("from");
  filter.to = reader.timestamp("to");
  filter.limit = reader.limit();
  filter.cursor = reader.cursor(kEventList, KeyType::kTime);
  reader.throwIfWrong();
  return filter;
}

std::string encodeCursor(std::string_view list, const PageCursor& cursor) {
  const std::string bytes = json::serialize(json::array{list, cursor.key, cursor.id});
  std::string text(
      sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING), '\0');
  sodium_bin2base64(text.data(), text.size(), reinterpret_cast<const unsigned char*>(bytes.data()),
                    bytes.size(), sodium_base64_VARIANT_URLSAFE_NO_PADDING);
  text.resize(text.find('\0'));
  return text;
}

std::string serviceListName(ServiceSort sort, bool descending) {
  return "services:" + std::string(descending ? "-" : "") +
         std::string(kSorts[static_cast<std::size_t>(sort)].first);
}

}  // namespace itops::registry
