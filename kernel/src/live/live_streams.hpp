#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "http/stream.hpp"
#include "itops/auth.hpp"
#include "itops/timestamp.hpp"
#include "live/live_filter.hpp"

namespace itops::live {

/// One client of the live stream. Made by a request, then the reader's; shared, as a round of the
/// reader may go on with a client that was just removed.
struct LiveClient {
  std::shared_ptr<http::Stream> stream;  ///< shared with the client's connection
  Principal principal;
  LiveFilter filter;
  LivePosition position;  ///< of the newest event that was looked at for it
  std::string opening;    ///< blocks to be sent first
  bool caught_up = false;

  /// True when the client may see the message and wants to.
  bool wants(const LiveMessage& message) const {
    return principal.may(message.permission) && filter.matches(message);
  }
};

/// The open streams of a replica. [any]
class LiveStreams {
 public:
  explicit LiveStreams(std::size_t streams_max) : streams_max_(streams_max) {}

  /// Throws Error(kUnavailable, "live_streams_max") when no further stream may be opened.
  void requireRoom();

  /// Adds a client. Throws as `requireRoom()`. Nothing is sent before the reader's next round.
  /// @param known_since when it was found out who the client is: its stream ends at once when
  /// endOf() was called for it since then
  void add(std::shared_ptr<LiveClient> client, Timestamp known_since);

  /// The clients that are still there; forgets the others.
  std::vector<std::shared_ptr<LiveClient>> open();

  /// Ends the streams of a caller, whose credentials have ended or whose rights have changed; a
  /// client that still may come connects anew.
  void endOf(std::string_view principal, Timestamp now);

 private:
  void forgetClosed();
  void requireRoomLocked();

  const std::size_t streams_max_;
  std::mutex mutex_;                                     ///< guards all below
  std::map<std::string, Timestamp, std::less<>> ended_;  ///< who was ended a moment ago, and when
  std::vector<std::shared_ptr<LiveClient>> clients_;
};

}  // namespace itops::live
