#pragma once

#include <optional>
#include <string>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"
#include "live/live_position.hpp"

namespace itops::live {

/// A committed event as the event bus stored it.
struct LiveEvent {
  LivePosition position;
  Uuid id;
  std::string type;                 ///< such as `service.status_changed/1`
  std::optional<std::string> path;  ///< of the service or node that it is about
  Timestamp occurred_at{};
  Timestamp published_at{};
  std::string payload;  ///< a JSON object
};

/// An event as it goes to clients: made once, sent to many.
struct LiveMessage {
  LivePosition position;
  std::string type;
  std::optional<std::string> path;
  std::string permission;  ///< that a client needs to see it; `*` for a type that nobody declared
  std::string text;        ///< a block of the event stream, with its empty line
};

}  // namespace itops::live
