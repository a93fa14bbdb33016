#include "http/http_metrics.hpp"

#include <algorithm>

#include "http/method.hpp"

namespace itops::http {
namespace {

constexpr const char* kStatusClasses[] = {"2xx", "3xx", "4xx", "5xx"};

prometheus::Family<prometheus::Counter>& counters(MetricsRegistry& metrics, const char* name,
                                                  const char* help) {
  return prometheus::BuildCounter().Name(name).Help(help).Register(metrics.registry());
}

prometheus::Histogram::BucketBoundaries durationBuckets() {
  return {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10};
}

}  // namespace

HttpMetrics::HttpMetrics(MetricsRegistry& metrics, const RouteTable& routes)
    : requests_(counters(metrics, "itops_http_requests_total",
                         "Answered requests by route, method and class of status.")),
      durations_(prometheus::BuildHistogram()
                     .Name("itops_http_request_seconds")
                     .Help("Time from the complete head of a request to its answer, body included.")
                     .Register(metrics.registry())),
      refusals_(counters(metrics, "itops_http_refused_total",
                         "Requests and connections that the front end refused, by problem code.")),
      connections_open_(prometheus::BuildGauge()
                            .Name("itops_http_connections_open")
                            .Help("Client connections at the moment.")
                            .Register(metrics.registry())
                            .Add({})),
      connections_(counters(metrics, "itops_http_connections_total", "Client connections accepted.")
                       .Add({})),
      dropped_(counters(metrics, "itops_http_answers_dropped_total",
                        "Answers whose client had gone before they were ready.")
                   .Add({})),
      streams_open_(prometheus::BuildGauge()
                        .Name("itops_http_streams_open")
                        .Help("Streaming answers at the moment, such as live clients.")
                        .Register(metrics.registry())
                        .Add({})),
      streams_(counters(metrics, "itops_http_streams_total", "Streaming answers begun.").Add({})),
      received_bytes_(
          counters(metrics, "itops_http_received_bytes_total", "Bytes read from clients.").Add({})),
      sent_bytes_(
          counters(metrics, "itops_http_sent_bytes_total", "Bytes written to clients.").Add({})) {
  for (const auto* route : routes.routes()) {
    routes_.push_back(seriesOf(std::string(methodName(route->route.method)), route->route.path));
  }
  unmatched_ = seriesOf("any", "unmatched");
}

HttpMetrics::Series HttpMetrics::seriesOf(const std::string& method, const std::string& path) {
  Series series;
  for (std::size_t i = 0; i < series.by_class.size(); ++i) {
    series.by_class[i] =
        &requests_.Add({{"method", method}, {"route", path}, {"status", kStatusClasses[i]}});
  }
  series.seconds = &durations_.Add({{"method", method}, {"route", path}}, durationBuckets());
  return series;
}

void HttpMetrics::answered(const RegisteredRoute* route, int status, double seconds) {
  const Series& series = route == nullptr ? unmatched_ : routes_[route->index];
  series.by_class[static_cast<std::size_t>(std::clamp(status / 100, 2, 5) - 2)]->Increment();
  series.seconds->Observe(seconds);
}

void HttpMetrics::refused(std::string_view reason) {
  auto found = refusal_counters_.find(reason);
  if (found == refusal_counters_.end()) {
    const std::string name(reason);
    found = refusal_counters_.emplace(name, &refusals_.Add({{"reason", name}})).first;
  }
  found->second->Increment();
}

void HttpMetrics::connectionOpened() {
  connections_.Increment();
  connections_open_.Increment();
}

void HttpMetrics::connectionClosed() {
  connections_open_.Decrement();
}
void HttpMetrics::answerDropped() {
  dropped_.Increment();
}
void HttpMetrics::streamOpened() {
  streams_.Increment();
  streams_open_.Increment();
}
void HttpMetrics::streamClosed() {
  streams_open_.Decrement();
}
void HttpMetrics::received(std::size_t bytes) {
  received_bytes_.Increment(static_cast<double>(bytes));
}
void HttpMetrics::sent(std::size_t bytes) {
  sent_bytes_.Increment(static_cast<double>(bytes));
}

}  // namespace itops::http
