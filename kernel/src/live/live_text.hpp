#pragma once

#include <string>

#include "live/live_event.hpp"

/// The text of an event stream (HTML Living Standard, 9.2: server-sent events). [any]
namespace itops::live {

/// `id`, `event` and `data` of an event.
std::string eventBlock(const LiveEvent& event);

/// The first block of a stream: how soon a client may come again, and its cursor if it has none
/// yet, so that it can resume even before the first event.
std::string openingBlock(const std::optional<LiveCursor>& cursor);

/// A sign of life. The cursor, where there is one, moves a client on that sees few of the events.
std::string heartbeatBlock(const std::optional<LiveCursor>& cursor);

/// Tells a client that events after its cursor are no longer kept, so that it should load its state
/// anew. @param known_until the newest instant of which the client has seen everything; empty when
/// the cursor can't be read
std::string gapBlock(const std::optional<Timestamp>& known_until);

}  // namespace itops::live
