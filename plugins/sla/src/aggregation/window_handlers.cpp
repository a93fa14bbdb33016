#include "aggregation/window_handlers.hpp"

#include <chrono>
#include <string>
#include <vector>

#include "aggregation/window_json.hpp"
#include "aggregation/window_repository.hpp"
#include "service_range_query.hpp"

namespace itops::sla {
namespace {

/// A request that has this much work left answers with what it did.
constexpr std::chrono::seconds kRequestTimeMax{20};

}  // namespace

Response WindowHandlers::list(const Request& request) {
  const ServiceRangeQuery query = serviceRangeQueryFrom(request, clock_);
  const ServiceRef service = serviceOf(query, registry_);
  std::vector<SubjectWindow> windows;
  database_.transact([&](Transaction& transaction) {
    windows = WindowRepository(transaction)
                  .list(Subject::kService, service.id, {instantOf(query.from), instantOf(query.to)},
                        query.limit);
  });
  return {.body = windowsJson(windows)};
}

Response WindowHandlers::aggregate(const Request&) {
  const auto begin = std::chrono::steady_clock::now();
  bool stopped = false;
  const int windows =
      aggregator_.run([](Transaction&) {},
                      [&] {
                        stopped = std::chrono::steady_clock::now() - begin > kRequestTimeMax;
                        return stopped;
                      });
  return {.body = R"({"windows":)" + std::to_string(windows) + R"(,"complete":)" +
                  (stopped ? "false" : "true") + "}"};
}

}  // namespace itops::sla
