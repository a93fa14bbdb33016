#pragma once

#include <string>
#include <vector>

#include "events/event_catalog.hpp"

namespace itops::events {

/// Who offers an interface.
struct OfferedInterface {
  std::string id;     ///< `itops.database/1`
  std::string owner;  ///< `kernel` or a plugin id
};

/// docs/events.md: every declared event with its members, and every interface. Markdown. Pure.
/// [any]
std::string eventsReference(const EventCatalog& catalog, std::vector<OfferedInterface> interfaces);

}  // namespace itops::events
