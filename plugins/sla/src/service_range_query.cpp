#include "service_range_query.hpp"

#include "itops/error.hpp"
#include "itops/query.hpp"

namespace itops::sla {
namespace {

constexpr std::chrono::hours kSpanDefault{24};
constexpr std::chrono::hours kQuerySpanMax{24 * 7};

}  // namespace

ServiceRangeQuery serviceRangeQueryFrom(const Request& request, const Clock& clock) {
  QueryReader reader(request);
  ServiceRangeQuery query;
  query.path = reader.text("path").value_or("");
  if (query.path.empty()) reader.wrong("path", "Expected the full path of a service.");
  query.to = reader.timestamp("to").value_or(clock.now() + std::chrono::seconds(1));
  query.from = reader.timestamp("from").value_or(query.to - kSpanDefault);
  query.limit = reader.limit();
  if (query.to - query.from > kQuerySpanMax) {
    reader.wrong("from", "Expected at most 7 days between from and to.");
  }
  reader.throwIfWrong();
  return query;
}

ServiceRef serviceOf(const ServiceRangeQuery& query, Registry& registry) {
  if (auto service = registry.findByPath(query.path)) return *std::move(service);
  throw Error(ErrorKind::kNotFound, "service_not_found",
              "There is no service at '" + query.path +
                  "'. Give its full path, as GET /api/v1/services shows it.");
}

}  // namespace itops::sla
