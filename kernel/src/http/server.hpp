#pragma once

#include <chrono>
#include <cstdint>
#include <memory>

#include "http/authenticator.hpp"
#include "http/route_table.hpp"
#include "http/server_options.hpp"
#include "itops/clock.hpp"
#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::http {

/// The HTTP/1.1 front end: one event-loop thread reads and answers, a bounded pool of workers runs
/// handlers that block. A client that is idle or slow holds no thread.
///
/// The loop is plain epoll: Poco::Net::PollSet of Poco 1.11 is epoll underneath, but its poll()
/// builds a std::map of reference-counted sockets on every wake-up.
class Server {
 public:
  /// All references must outlive the server. The routes must be frozen before `start()`.
  /// @param logger the module's log  @param access one line per answer
  Server(ServerOptions options, const RouteTable& routes, const Authenticator& authenticator,
         Logger& logger, Logger& access, const Clock& clock, MetricsRegistry& metrics);
  /// Stops when that was not done.
  ~Server();

  /// Binds all ports and starts the threads. Throws Error(kUnavailable, "address_taken") or
  /// Error(kInvalid, "address_invalid") naming the address and the remedy. Once. [main]
  void start();

  /// The port that `start()` bound for `options.port`. 0 before. [any]
  std::uint16_t port() const;

  /// Accepts nothing more, closes idle connections, ends the others with their answer, and waits
  /// for requests in flight. False when some were left at the limit. [main]
  bool drain(std::chrono::milliseconds limit);

  /// Closes everything and joins the threads; handlers that run are waited for. Responders that are
  /// still held elsewhere stay safe to use and do nothing. May be called again. [main]
  void stop();

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace itops::http
