#include <algorithm>
#include <string_view>

#include "config/kernel_settings.hpp"
#include "net/ip_address.hpp"

namespace itops::config {
namespace {

std::vector<Setting> addressSettings() {
  return {
      {.key = "server.environment",
       .default_value = "development",
       .help = "`production` listens on all addresses, requires its secrets and an external "
               "database.",
       .allowed = {"development", "production"}},
      {.key = "server.host",
       .default_value = "127.0.0.1",
       .production_default = "0.0.0.0",
       .help = "Address to listen on.",
       .minimum = 1,
       .maximum = 253},
      {.key = "server.port",
       .type = ConfigType::kInteger,
       .default_value = "8080",
       .help = "Port to listen on; 0 takes a free one.",
       .maximum = 65535},
      {.key = "server.extra_ports",
       .type = ConfigType::kInteger,
       .help = "Further ports that serve the same, such as the 5000 of older status clients.",
       .minimum = 1,
       .maximum = 65535,
       .items_max = 8},
  };
}

// Long: a table, one entry per setting.
std::vector<Setting> requestSettings() {
  return {
      {.key = "server.body_bytes_max",
       .type = ConfigType::kInteger,
       .default_value = "1048576",
       .help = "Larger request bodies are answered 413.",
       .unit = "bytes",
       .minimum = 1024,
       .maximum = 67108864},
      {.key = "server.header_bytes_max",
       .type = ConfigType::kInteger,
       .default_value = "16384",
       .help = "Larger request headers are answered 431.",
       .unit = "bytes",
       .minimum = 1024,
       .maximum = 262144},
      {.key = "server.header_timeout",
       .type = ConfigType::kDuration,
       .default_value = "10s",
       .help = "Time from a request's first byte to the end of its header, then 408.",
       .minimum = 0.1,
       .maximum = 300},
      {.key = "server.body_timeout",
       .type = ConfigType::kDuration,
       .default_value = "30s",
       .help = "Time for a request's body, then 408.",
       .minimum = 0.1,
       .maximum = 600},
      {.key = "server.idle_timeout",
       .type = ConfigType::kDuration,
       .default_value = "75s",
       .help = "A kept connection without a request is closed after this time. More than a minute "
               "lets clients that push every minute keep theirs.",
       .minimum = 0.1,
       .maximum = 3600},
      {.key = "server.write_timeout",
       .type = ConfigType::kDuration,
       .default_value = "30s",
       .help = "Time for a client to take its answer, then the connection is closed.",
       .minimum = 0.1,
       .maximum = 600},
  };
}

std::optional<std::string> checkOrigin(std::string_view origin) {
  if (origin == "*") return std::nullopt;
  const auto scheme = origin.find("://");
  const auto kind = origin.substr(0, scheme);
  const auto host = scheme == origin.npos ? "" : origin.substr(scheme + 3);
  const bool plain = std::all_of(host.begin(), host.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-:[]").find(c) != std::string_view::npos;
  });
  if ((kind == "http" || kind == "https") && !host.empty() && plain) return std::nullopt;
  return "an origin such as https://ops.example.com, without a path, or *";
}

std::optional<std::string> checkNetwork(std::string_view text) {
  if (net::IpNetwork::parse(text)) return std::nullopt;
  return "an address, or a network such as 10.0.0.0/8";
}

std::vector<Setting> answerSettings() {
  return {
      {.key = "server.gzip",
       .type = ConfigType::kBool,
       .default_value = "true",
       .help = "Compresses answers of 1 KiB and more for clients that ask for it. A proxy in front "
               "can do it instead."},
      {.key = "server.cors_origins",
       .help = "Origins whose pages may call the API, such as `https://ops.example.com`. Listed "
               "ones may send credentials; `*` admits all others without. Empty: the own only.",
       .minimum = 1,
       .maximum = 300,
       .items_max = 32,
       .check = checkOrigin},
      {.key = "server.trusted_proxies",
       .help = "Networks or addresses of proxies, such as `10.0.0.0/8`, whose `X-Forwarded-For` "
               "tells who the client is: from the right, the first that is none of them. It counts "
               "in logs, in the audit trail and for the lock-out of logins. Empty: nobody is "
               "believed.",
       .minimum = 1,
       .maximum = 64,
       .items_max = 64,
       .check = checkNetwork},
      {.key = "server.stream_buffer_bytes",
       .type = ConfigType::kInteger,
       .default_value = "262144",
       .help = "Of a stream, such as `GET /api/v1/live`, kept for a client that reads slowly; one "
               "that falls further behind is cut off.",
       .unit = "bytes",
       .minimum = 16384,
       .maximum = 67108864},
  };
}

std::vector<Setting> rateSettings() {
  return {
      {.key = "server.rate_limit_per_second",
       .type = ConfigType::kNumber,
       .default_value = "0",
       .help = "Requests that one caller may send in the long run, counted by each replica for "
               "itself; more are answered 429. 0 sets no limit.",
       .maximum = 1000000},
      {.key = "server.rate_limit_burst",
       .type = ConfigType::kInteger,
       .default_value = "100",
       .help = "Requests that one caller may send at once where a rate limit is set.",
       .unit = "requests",
       .minimum = 1,
       .maximum = 1000000},
  };
}

std::vector<Setting> capacitySettings() {
  return {
      {.key = "server.worker_threads",
       .type = ConfigType::kInteger,
       .default_value = "8",
       .help = "Threads that run handlers which wait for the database.",
       .unit = "threads",
       .minimum = 1,
       .maximum = 256},
      {.key = "server.worker_queue_max",
       .type = ConfigType::kInteger,
       .default_value = "256",
       .help = "Requests that may wait for such a thread; further ones are answered 503.",
       .unit = "requests",
       .minimum = 1,
       .maximum = 65536},
      {.key = "server.connections_max",
       .type = ConfigType::kInteger,
       .default_value = "10000",
       .help = "Connections open at once; each needs a file descriptor.",
       .unit = "connections",
       .minimum = 1,
       .maximum = 1000000},
      {.key = "server.access_log_sample",
       .type = ConfigType::kInteger,
       .default_value = "100",
       .help = "One of so many successful pushes is written to the access log; 1 writes all, 0 "
               "none. Other requests are always written.",
       .unit = "pushes",
       .maximum = 1000000},
  };
}

std::vector<Setting> endSettings() {
  return {
      {.key = "server.drain_timeout",
       .type = ConfigType::kDuration,
       .default_value = "20s",
       .help = "At the end, time for requests under way before their connections are cut.",
       .maximum = 600},
      {.key = "server.shutdown_delay",
       .type = ConfigType::kDuration,
       .default_value = "0s",
       .production_default = "5s",
       .help =
           "At the end, time in which `/ready` answers 503 while everything is still served, so "
           "that load balancers look elsewhere before the ports close.",
       .maximum = 300},
  };
}

}  // namespace

std::vector<Setting> serverSettings() {
  std::vector<Setting> all;
  for (const auto& part : {addressSettings(), requestSettings(), answerSettings(), rateSettings(),
                           capacitySettings(), endSettings()}) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

}  // namespace itops::config
