#pragma once

#include <span>

#include "itops/event_bus.hpp"
#include "registry/service_record.hpp"

namespace itops::registry {

/// Records changes of status in the writer's transaction: for the API as rows of
/// kernel.service_status_events, for whoever subscribed as ServiceStatusChanged. Both are queued,
/// so they cost no round trip. Without effect for none.
/// @param events where the kernel declared ServiceStatusChanged
void recordStatusEvents(Transaction& transaction, EventBus& events,
                        std::span<const StatusEvent> changes, Timestamp recorded_at);

}  // namespace itops::registry
