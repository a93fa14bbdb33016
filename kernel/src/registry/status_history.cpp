#include "registry/status_history.hpp"

#include <vector>

#include "itops/events/service_status_changed.hpp"
#include "registry/service_writer_repository.hpp"

namespace itops::registry {
namespace {

ServiceStatusChanged eventOf(const StatusEvent& change) {
  return {.service_id = change.service_uuid,
          .service_key = change.service_id,
          .path = change.path,
          .status = change.status,
          .previous_status = change.previous,
          .cause = change.cause,
          .message = change.message,
          .occurred_at = change.occurred_at};
}

}  // namespace

void recordStatusEvents(Transaction& transaction, EventBus& events,
                        std::span<const StatusEvent> changes, Timestamp recorded_at) {
  if (changes.empty()) return;
  ServiceWriter(transaction).appendEvents(changes, recorded_at);
  std::vector<ServiceStatusChanged> published;
  published.reserve(changes.size());
  for (const StatusEvent& change : changes) published.push_back(eventOf(change));
  events.publishAll<ServiceStatusChanged>(transaction, published);
}

}  // namespace itops::registry
