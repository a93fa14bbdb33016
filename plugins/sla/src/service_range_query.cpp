#include "service_range_query.hpp"

#include <charconv>
#include <vector>

#include "itops/error.hpp"

namespace itops::sla {
namespace {

constexpr int kLimitMax = 500;
constexpr std::chrono::hours kSpanDefault{24};
constexpr std::chrono::hours kSpanMax{24 * 7};

Timestamp timeFrom(const Request& request, const char* name, Timestamp fallback,
                   std::vector<FieldError>& errors) {
  const auto text = request.query(name);
  if (!text || text->empty()) return fallback;
  if (const auto time = parseTimestamp(*text)) return *time;
  errors.push_back({name, "Expected an RFC 3339 time such as 2026-03-01T12:05:00Z."});
  return fallback;
}

int limitFrom(const Request& request, int fallback, std::vector<FieldError>& errors) {
  const auto text = request.query("limit");
  if (!text || text->empty()) return fallback;
  int limit = 0;
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), limit);
  if (error == std::errc{} && end == text->data() + text->size() && limit >= 1 &&
      limit <= kLimitMax) {
    return limit;
  }
  errors.push_back({"limit", "Expected a whole number from 1 to 500."});
  return fallback;
}

}  // namespace

ServiceRangeQuery serviceRangeQueryFrom(const Request& request, const Clock& clock) {
  std::vector<FieldError> errors;
  ServiceRangeQuery query;
  query.path = request.query("path").value_or("");
  if (query.path.empty()) errors.push_back({"path", "Expected the full path of a service."});
  query.to = timeFrom(request, "to", clock.now() + std::chrono::seconds(1), errors);
  query.from = timeFrom(request, "from", query.to - kSpanDefault, errors);
  query.limit = limitFrom(request, query.limit, errors);
  if (query.to - query.from > kSpanMax) {
    errors.push_back({"from", "Expected at most 7 days between from and to."});
  }
  if (errors.empty()) return query;
  throw Error(ErrorKind::kInvalid, "query_invalid",
              "The query has parameters that can't be used; see errors.", {}, std::move(errors));
}

ServiceRef serviceOf(const ServiceRangeQuery& query, Registry& registry) {
  if (auto service = registry.findByPath(query.path)) return *std::move(service);
  throw Error(ErrorKind::kNotFound, "service_not_found",
              "There is no service at '" + query.path +
                  "'. Give its full path, as GET /api/v1/services shows it.");
}

}  // namespace itops::sla
