#pragma once

#include <string_view>

#include "http/route_table.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"
#include "itops/logger.hpp"
#include "live/live_handlers.hpp"
#include "live/live_metrics.hpp"
#include "live/live_options.hpp"
#include "live/live_reader.hpp"
#include "live/live_repository.hpp"
#include "live/live_streams.hpp"
#include "live/ticket_repository.hpp"

namespace itops::live {

/// The live stream of one replica, put together: what is committed anywhere goes to the clients
/// that are connected here, filtered by their rights and wishes (docs/architecture.md, "Live").
class Live {
 public:
  /// @param permission_of what a caller needs to see a type; all references outlive this object
  Live(Database& database, LiveReader::PermissionOf permission_of, LiveOptions options,
       const Clock& clock, Logger& logger, MetricsRegistry& metrics);

  void registerRoutes(http::RouteTable& routes);  ///< [main]

  /// Once the schema is there. [main]
  void start() { reader_.start(); }
  /// After the server has ended its streams. May be called again. [main]
  void stop() noexcept { reader_.stop(); }

  /// Something was published, on any replica; a hint. [any]
  void wake() { reader_.wake(); }

  /// Ends the streams and tickets of a caller whose credentials have ended or whose rights have
  /// changed. To be called on every replica, and again when it throws: as Database does, once the
  /// streams have ended. [any]
  void endOf(std::string_view principal);

 private:
  const LiveOptions options_;
  LiveMetrics metrics_;
  LiveRepository events_;
  TicketRepository tickets_;
  const Clock& clock_;
  LiveStreams streams_;
  LiveReader reader_;
  LiveHandlers handlers_;
};

}  // namespace itops::live
