#include "aggregation/window_handlers.hpp"

#include <vector>

#include "aggregation/window_json.hpp"
#include "aggregation/window_repository.hpp"
#include "itops/error.hpp"
#include "service_range_query.hpp"

namespace itops::sla {

Response WindowHandlers::list(const Request& request) {
  const ServiceRangeQuery query = serviceRangeQueryFrom(request, clock_);
  const auto service = registry_.findByPath(query.path);
  if (!service) {
    throw Error(ErrorKind::kNotFound, "service_not_found",
                "There is no service at '" + query.path +
                    "'. Give its full path, as GET /api/v1/services shows it.");
  }
  std::vector<ServiceWindow> windows;
  database_.transact([&](Transaction& transaction) {
    windows =
        WindowRepository(transaction)
            .windowsOf(service->id, {instantOf(query.from), instantOf(query.to)}, query.limit);
  });
  return {.body = windowsJson(windows)};
}

Response WindowHandlers::aggregate(const Request&) {
  const int windows = aggregator_.run([](Transaction&) {}, [] { return false; });
  return {.body = R"({"windows":)" + std::to_string(windows) + "}"};
}

}  // namespace itops::sla
