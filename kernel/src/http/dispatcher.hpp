#pragma once

#include <cstddef>
#include <memory>
#include <optional>

#include <prometheus/counter.h>

#include "http/authenticator.hpp"
#include "http/completion_queue.hpp"
#include "http/exchange.hpp"
#include "http/rate_limiter.hpp"
#include "http/worker_pool.hpp"
#include "itops/clock.hpp"
#include "itops/logger.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::http {

/// Decides what becomes of a request: route, access, handler. Event loop's thread only, but for
/// `work`, which the workers run.
class Dispatcher {
 public:
  /// All references must outlive it.
  Dispatcher(const ServerOptions& options, const RouteTable& routes,
             const Authenticator& authenticator, const Clock& clock, Logger& logger,
             MetricsRegistry& metrics, std::shared_ptr<CompletionQueue> completions);

  /// Route and access, as soon as the head is known: the refusal (or the answer to OPTIONS), or
  /// empty when the request may go on to its handler.
  std::optional<Response> admit(Exchange& exchange);

  /// Runs the handler of an admitted request whose body has arrived. Returns the answer when there
  /// is one at once; empty when a completion with the token will follow. A worker takes the
  /// exchange along.
  std::optional<Response> run(std::unique_ptr<Exchange>& exchange, AnswerToken token);

  /// Completions still to come. The loop tells of each that arrived.
  std::size_t outstanding() const { return outstanding_; }
  void completed() { --outstanding_; }

  /// Waits for the running handlers. [main]
  void stop() { workers_.stop(); }

 private:
  Response refusal(const RouteMatch& match, const Exchange& exchange) const;
  std::optional<Response> checkAccess(Exchange& exchange, const Access& access);
  std::optional<Response> checkRate(const Principal& principal, const Exchange& exchange);
  std::optional<Response> runDeferred(Exchange& exchange, AnswerToken token);
  std::optional<Response> runOnWorker(std::unique_ptr<Exchange>& exchange, AnswerToken token);
  void work(Job job);
  Response callHandler(Exchange& exchange) const;
  void openStream(const Exchange& exchange, Completion& completion);

  const ServerOptions& options_;
  const RouteTable& routes_;
  const Authenticator& authenticator_;
  const Clock& clock_;
  Logger& logger_;
  std::shared_ptr<CompletionQueue> completions_;
  RateLimiter rate_limiter_;
  prometheus::Counter& rate_limited_;
  std::size_t outstanding_ = 0;
  WorkerPool workers_;
};

}  // namespace itops::http
