#include "http/server.hpp"

#include <atomic>
#include <thread>

#include "http/event_loop.hpp"

namespace itops::http {

class Server::Impl {
 public:
  Impl(ServerOptions limits, const RouteTable& table, const Authenticator& authenticator,
       Logger& log, Logger& access_lines, const Clock& time, MetricsRegistry& registry)
      : options(std::move(limits)),
        routes(table),
        logger(log),
        access(access_lines),
        clock(time),
        metrics(registry),
        completions(std::make_shared<CompletionQueue>()),
        dispatcher(options, routes, authenticator, clock, logger, metrics, completions) {}

  ~Impl() { stop(); }

  void start() {
    std::vector<Listener> listeners;
    listeners.emplace_back(options.host, options.port, options.backlog,
                           "ITOPS_SERVER_PORT (server.port)");
    for (const auto extra : options.extra_ports) {
      listeners.emplace_back(options.host, extra, options.backlog,
                             "ITOPS_SERVER_EXTRA_PORTS (server.extra_ports)");
    }
    port = listeners.front().port();
    serving =
        std::make_unique<Serving>(options, dispatcher, metrics, routes, clock, logger, access);
    loop = std::make_unique<EventLoop>(std::move(listeners), *serving, completions);
    thread = std::thread([this] { loop->run(); });
  }

  void stop() {
    // Workers first: what they still finish is pushed to a queue that nobody reads any more.
    dispatcher.stop();
    if (loop) loop->stop();
    if (thread.joinable()) thread.join();
    completions->close();
  }

  const ServerOptions options;
  const RouteTable& routes;
  Logger& logger;
  Logger& access;
  const Clock& clock;
  MetricsRegistry& metrics;
  std::shared_ptr<CompletionQueue> completions;
  Dispatcher dispatcher;
  std::unique_ptr<Serving> serving;  ///< made at start, when the routes are known
  std::unique_ptr<EventLoop> loop;
  std::thread thread;
  std::atomic<std::uint16_t> port{0};
};

Server::Server(ServerOptions options, const RouteTable& routes, const Authenticator& authenticator,
               Logger& logger, Logger& access, const Clock& clock, MetricsRegistry& metrics)
    : impl_(std::make_unique<Impl>(std::move(options), routes, authenticator, logger, access, clock,
                                   metrics)) {}

Server::~Server() = default;

void Server::start() {
  impl_->start();
}
std::uint16_t Server::port() const {
  return impl_->port;
}
bool Server::drain(std::chrono::milliseconds limit) {
  return impl_->loop == nullptr || impl_->loop->drain(limit);
}
void Server::stop() {
  impl_->stop();
}

}  // namespace itops::http
