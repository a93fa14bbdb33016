#pragma once

#include <memory>
#include <string_view>

#include "http/stream.hpp"
#include "itops/clock.hpp"
#include "itops/logger.hpp"
#include "live/live_options.hpp"
#include "live/live_reader.hpp"
#include "live/live_repository.hpp"
#include "live/live_streams.hpp"
#include "live/ticket_repository.hpp"

namespace itops::live {

/// HTTP of the live stream. [request]
class LiveHandlers {
 public:
  /// All references outlive this object.
  LiveHandlers(LiveRepository& events, TicketRepository& tickets, LiveStreams& streams,
               LiveReader& reader, const LiveOptions& options, const Clock& clock, Logger& logger)
      : events_(events),
        tickets_(tickets),
        streams_(streams),
        reader_(reader),
        options_(options),
        clock_(clock),
        logger_(logger) {}

  /// GET /api/v1/live. Throws Error: a query or ticket that can't be used, no room.
  Response open(const Request& request, const std::shared_ptr<http::Stream>& stream);

  /// POST /api/v1/live/ticket.
  Response issueTicket(const Request& request);

 private:
  /// Who calls, and since when that is known.
  struct Caller {
    Principal principal;
    Timestamp known_since;
  };
  Caller callerOf(const Request& request);
  void findPlace(const Request& request, LiveClient& client);

  LiveRepository& events_;
  TicketRepository& tickets_;
  LiveStreams& streams_;
  LiveReader& reader_;
  const LiveOptions& options_;
  const Clock& clock_;
  Logger& logger_;
};

}  // namespace itops::live
