#include "http/dispatcher.hpp"

#include <algorithm>

#include "http/gzip.hpp"
#include "http/problem.hpp"
#include "itops/text.hpp"

namespace itops::http {
namespace {

constexpr std::string_view kKernelOwner = "kernel";

// OPTIONS * asks about the server as a whole.
constexpr std::string_view kAllMethods = "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS";

std::string describe(const Exchange& exchange) {
  return std::string(exchange.head().method) + " " + std::string(exchange.path());
}

Problem pluginDisabled(std::string_view plugin_id) {
  std::string variable(plugin_id);
  std::transform(variable.begin(), variable.end(), variable.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  return {404, "plugin_disabled",
          "The plugin '" + std::string(plugin_id) +
              "' is switched off: an administrator can switch it on, with ITOPS_PLUGINS_" +
              variable + "_ENABLED=true where the environment decides."};
}

Problem unauthenticated(const Exchange& exchange) {
  const bool sent = exchange.header("X-API-Key") || exchange.header("Authorization");
  return {401, "unauthenticated",
          sent ? "The key or token is not known or has ended: send a valid one as X-API-Key or as "
                 "a Bearer token."
               : "A key or token is needed: send it as X-API-Key or as a Bearer token."};
}

prometheus::Gauge& queueGauge(MetricsRegistry& metrics) {
  return prometheus::BuildGauge()
      .Name("itops_http_worker_queue")
      .Help("Requests that wait for a worker thread.")
      .Register(metrics.registry())
      .Add({});
}

prometheus::Counter& rateLimitedCounter(MetricsRegistry& metrics) {
  return prometheus::BuildCounter()
      .Name("itops_http_rate_limited_total")
      .Help("Requests answered 429 because their caller sent too many.")
      .Register(metrics.registry())
      .Add({});
}

/// A miscellaneous persistent warning (299) of RFC 7234, without the name of a host.
void addRepairWarning(Response& response) {
  response.headers.emplace_back("Warning", "299 - \"" + std::string(kBodyRepairedMessage) + '"');
}

Response allowAnswer(int status, std::string_view allow) {
  Response response{status, {}, {}};
  response.headers.emplace_back("Allow", allow);
  return response;
}

}  // namespace

Dispatcher::Dispatcher(const ServerOptions& options, const RouteTable& routes,
                       const Authenticator& authenticator, const Clock& clock, Logger& logger,
                       MetricsRegistry& metrics, std::shared_ptr<CompletionQueue> completions)
    : options_(options),
      routes_(routes),
      authenticator_(authenticator),
      clock_(clock),
      logger_(logger),
      completions_(std::move(completions)),
      rate_limiter_(options.rate_limit_per_second, options.rate_limit_burst),
      rate_limited_(rateLimitedCounter(metrics)),
      workers_({options.worker_threads, options.worker_queue_max, options.plugin_workers_max},
               queueGauge(metrics), [this](Job job) { work(std::move(job)); }) {}

std::optional<Response> Dispatcher::admit(Exchange& exchange) {
  if (exchange.rawPath() == "*") {
    if (exchange.head().method == "OPTIONS") return allowAnswer(204, kAllMethods);
    return problemResponse({400, "target_invalid", "The target * is for OPTIONS only."},
                           exchange.requestId());
  }
  if (exchange.findRoute(routes_) != RouteMatch::Kind::kHandler) {
    return refusal(exchange.match(), exchange);
  }
  const auto& registered = *exchange.route();
  if (registered.stream && exchange.query(kTicketParameter)) return std::nullopt;
  return checkAccess(exchange, registered.route.access);
}

Response Dispatcher::refusal(const RouteMatch& match, const Exchange& exchange) const {
  switch (match.kind) {
    case RouteMatch::Kind::kOptions:
      return allowAnswer(204, match.allow);
    case RouteMatch::Kind::kPluginDisabled:
      return problemResponse(pluginDisabled(match.plugin_id), exchange.requestId());
    case RouteMatch::Kind::kMethodNotAllowed: {
      auto response = problemResponse({405, "method_not_allowed",
                                       describe(exchange) + " is not offered; this path allows " +
                                           std::string(match.allow) + "."},
                                      exchange.requestId());
      response.headers.emplace_back("Allow", match.allow);
      return response;
    }
    default:
      return problemResponse(
          {404, "route_not_found",
           "There is no " + describe(exchange) + "; /docs lists what the server offers."},
          exchange.requestId());
  }
}

std::optional<Response> Dispatcher::checkAccess(Exchange& exchange, const Access& access) {
  const auto principal = authenticator_.authenticate(exchange);
  if (principal) {
    exchange.setPrincipal(principal);
    if (auto refusal = checkRate(*principal, exchange)) return refusal;
  }
  if (access.permission().empty()) return std::nullopt;
  if (!principal) return problemResponse(unauthenticated(exchange), exchange.requestId());
  if (!principal->node_prefix.empty() && !access.isWithinNode()) {
    return problemResponse(
        {403, "forbidden", "The key '" + principal->name + "' may only push below its node."},
        exchange.requestId());
  }
  if (access.permission() == Access::kAuthenticated) return std::nullopt;
  if (principal->may(access.permission())) return std::nullopt;
  return problemResponse(
      {403, "forbidden",
       "The caller '" + principal->name + "' lacks the permission " + access.permission() + "."},
      exchange.requestId());
}

std::optional<Response> Dispatcher::checkRate(const Principal& principal,
                                              const Exchange& exchange) {
  const auto wait = rate_limiter_.admit(principal.name, exchange.started());
  if (!wait) return std::nullopt;
  rate_limited_.Increment();
  Problem problem{429, "rate_limited",
                  "The caller '" + principal.name +
                      "' sends more requests than server.rate_limit_per_second allows: try again "
                      "after Retry-After seconds."};
  problem.retry_after = *wait;
  return problemResponse(problem, exchange.requestId());
}

std::optional<Response> Dispatcher::run(std::unique_ptr<Exchange>& exchange, AnswerToken token) {
  exchange->setReceivedAt(clock_.now());
  if (exchange->route()->route.deferred) return runDeferred(*exchange, token);
  return runOnWorker(exchange, token);
}

std::optional<Response> Dispatcher::runDeferred(Exchange& exchange, AnswerToken token) {
  // Counted before the call: the sink reports exactly once, also when the handler throws.
  Responder responder(std::make_unique<QueueSink>(completions_, token));
  ++outstanding_;
  try {
    exchange.repairBody();
    exchange.route()->route.deferred(exchange, responder);
    return std::nullopt;
  } catch (...) {
    return exceptionResponse(std::current_exception(), exchange.requestId(), logger_);
  }
}

std::optional<Response> Dispatcher::runOnWorker(std::unique_ptr<Exchange>& exchange,
                                                AnswerToken token) {
  const std::string& owner = exchange->route()->owner;
  Job job{std::move(exchange), token, owner == kKernelOwner ? std::string() : owner};
  if (workers_.submit(job)) {
    ++outstanding_;
    return std::nullopt;
  }
  exchange = std::move(job.exchange);
  return problemResponse({503, "worker_queue_full",
                          "The server is busy: " + std::to_string(options_.worker_queue_max) +
                              " requests wait already. Try again after Retry-After seconds."},
                         exchange->requestId());
}

void Dispatcher::openStream(const Exchange& exchange, Completion& completion) {
  constexpr int kOk = 200;
  auto stream =
      std::make_shared<Stream>(completions_, completion.token, options_.stream_buffer_bytes_max);
  completion.stream = StreamEnd(stream);
  completion.response = exchange.route()->stream(exchange, stream);
  if (completion.response.status != kOk) completion.stream = {};
}

Response Dispatcher::callHandler(Exchange& exchange) const {
  exchange.repairBody();
  Response response = exchange.route()->route.handler(exchange);
  if (exchange.bodyWasRepaired()) addRepairWarning(response);
  if (options_.gzip) {
    compressIfWanted(response, exchange.header("Accept-Encoding").value_or(std::string_view{}));
  }
  return response;
}

void Dispatcher::work(Job job) {
  Completion completion{job.token};
  try {
    if (job.exchange->route()->stream) {
      openStream(*job.exchange, completion);
    } else {
      completion.response = callHandler(*job.exchange);
    }
  } catch (...) {
    completion.stream = {};
    completion.response =
        exceptionResponse(std::current_exception(), job.exchange->requestId(), logger_);
  }
  completion.exchange = std::move(job.exchange);
  completions_->push(std::move(completion));
}

}  // namespace itops::http
