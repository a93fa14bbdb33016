#include "snapshot_handlers.hpp"

#include "service_range_query.hpp"
#include "snapshot_repository.hpp"

namespace itops::sla {
namespace {

std::string_view reporterName(Reporter reporter) {
  return reporter == Reporter::kAgent ? "agent" : "push";
}

// The only texts are fixed words and times, so nothing needs escaping.
std::string snapshotJson(const Sample& snapshot) {
  std::string text = R"({"observedAt":")" + formatTimestamp(snapshot.observed_at);
  text.append(R"(","status":")").append(statusName(snapshot.status));
  text.append(R"(","reporter":")").append(reporterName(snapshot.reporter));
  text.append(R"(","holdSeconds":)").append(std::to_string(snapshot.hold.count()));
  text.append(R"(,"downAfterSeconds":)").append(std::to_string(snapshot.down_after.count()));
  return text + "}";
}

}  // namespace

Response SnapshotHandlers::list(const Request& request) {
  const ServiceRangeQuery query = serviceRangeQueryFrom(request, clock_);
  const ServiceRef service = serviceOf(query, registry_);
  std::string items;
  for (const Sample& snapshot :
       selectSnapshots(database_, service.id, query.from, query.to, query.limit)) {
    items += (items.empty() ? "" : ",") + snapshotJson(snapshot);
  }
  return {.body = R"({"items":[)" + items + "]}"};
}

}  // namespace itops::sla
