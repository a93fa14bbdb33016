#include "aggregation/window_handlers.hpp"

#include <vector>

#include "aggregation/window_json.hpp"
#include "aggregation/window_repository.hpp"
#include "service_range_query.hpp"

namespace itops::sla {

Response WindowHandlers::list(const Request& request) {
  const ServiceRangeQuery query = serviceRangeQueryFrom(request, clock_);
  const ServiceRef service = serviceOf(query, registry_);
  std::vector<ServiceWindow> windows;
  database_.transact([&](Transaction& transaction) {
    windows = WindowRepository(transaction)
                  .windowsOf(service.id, {instantOf(query.from), instantOf(query.to)}, query.limit);
  });
  return {.body = windowsJson(windows)};
}

Response WindowHandlers::aggregate(const Request&) {
  const int windows = aggregator_.run([](Transaction&) {}, [] { return false; });
  return {.body = R"({"windows":)" + std::to_string(windows) + "}"};
}

}  // namespace itops::sla
