#include "http/access_log.hpp"

namespace itops::http {
namespace {

std::string milliseconds(Exchange::TimePoint from, Exchange::TimePoint to) {
  const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(to - from).count();
  const auto fraction = std::to_string(1000 + micros % 1000);
  return std::to_string(micros / 1000) + "." + fraction.substr(1);
}

std::string orDash(std::string_view text) {
  return std::string(text.empty() ? "-" : text);
}

}  // namespace

bool AccessLog::skipped(const Exchange& exchange, int status) {
  const auto* route = exchange.route();
  if (status / 100 != 2 || route == nullptr || !route->route.deferred) return false;
  if (sample_ == 0 || ++since_last_ < sample_) return true;
  since_last_ = 0;
  return false;
}

void AccessLog::write(const Exchange& exchange, int status, std::size_t bytes,
                      Exchange::TimePoint now) {
  if (skipped(exchange, status)) return;
  logger_.info("A request was answered.",
               {{"method", orDash(exchange.head().method)},
                {"path", orDash(exchange.path())},
                {"status", std::to_string(status)},
                {"durationMs", milliseconds(exchange.started(), now)},
                {"bytes", std::to_string(bytes)},
                {"requestId", std::string(exchange.requestId())},
                {"client", exchange.client().toString()},
                {"principal", exchange.principal().name},
                {"userAgent", orDash(exchange.header("User-Agent").value_or(""))}});
}

}  // namespace itops::http
