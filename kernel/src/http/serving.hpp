#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "http/access_log.hpp"
#include "http/answer_head.hpp"
#include "http/cors.hpp"
#include "http/deadlines.hpp"
#include "http/dispatcher.hpp"
#include "http/exchange_pool.hpp"
#include "http/http_metrics.hpp"
#include "http/request_id.hpp"
#include "http/server_options.hpp"
#include "http/trusted_proxies.hpp"

namespace itops::http {

/// Tells one connection of the server's life from another that uses the same descriptor.
struct ConnectionKey {
  int fd = -1;
  std::uint32_t id = 0;
};

/// What all connections of an event loop share. Its thread only.
struct Serving {
  Serving(const ServerOptions& limits, Dispatcher& dispatch, MetricsRegistry& registry,
          const RouteTable& routes, const Clock& clock, Logger& log, Logger& access)
      : options(limits),
        dispatcher(dispatch),
        logger(log),
        deadlines(limits),
        answer_head(clock),
        metrics(registry, routes),
        access_log(access, limits.access_log_sample),
        cors(limits.cors_origins),
        proxies(limits.trusted_proxies) {}

  static constexpr std::size_t kReadBytesMax = std::size_t{64} * 1024;

  const ServerOptions& options;
  Dispatcher& dispatcher;
  Logger& logger;
  Deadlines deadlines;
  AnswerHead answer_head;
  HttpMetrics metrics;
  AccessLog access_log;
  Cors cors;
  TrustedProxies proxies;
  ExchangePool exchanges;
  RequestIdSource request_ids;
  std::array<char, kReadBytesMax> read_buffer;
  std::string head_buffer;           ///< the head that is being written
  std::vector<ConnectionKey> again;  ///< had more to read when their turn was over
  Exchange::TimePoint now{};         ///< when this round of the loop began
  std::uint64_t last_serial = 0;
  bool draining = false;
};

}  // namespace itops::http
