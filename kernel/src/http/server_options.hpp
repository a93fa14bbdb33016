#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace itops::http {

/// Where the HTTP server listens and every limit that it keeps. A plain value, read once when the
/// server is constructed. What a limit answers is written beside it. Defaults that are settings too
/// (`server.*`) are equal to those.
struct ServerOptions {
  std::string host = "127.0.0.1";          ///< numeric address or name; `::` is every address
  std::uint16_t port = 8080;               ///< 0: any free port, told by Server::port()
  std::vector<std::uint16_t> extra_ports;  ///< the same routes on further ports
  int backlog = 1024;                      ///< connections the system queues before accept

  std::size_t header_bytes_max = std::size_t{16} * 1024;  ///< request line and headers: 431, close
  std::size_t headers_max = 100;                          ///< number of header fields: 431, close
  std::size_t body_bytes_max = std::size_t{1024} * 1024;  ///< decoded body: 413, close
  /// A refused request with a body up to this size keeps its connection; the body is read past.
  std::size_t refused_body_bytes_max = std::size_t{64} * 1024;

  std::chrono::milliseconds header_timeout{10'000};  ///< first byte to end of headers: 408, close
  std::chrono::milliseconds body_timeout{30'000};    ///< the whole body, not each read: 408, close
  std::chrono::milliseconds idle_timeout{75'000};    ///< keep-alive without a request: close
  /// Time for each 64 KiB of an answer to be taken by the client: close.
  std::chrono::milliseconds write_timeout{30'000};

  /// Bytes of a stream that its client has not taken yet: cut off.
  std::size_t stream_buffer_bytes_max = std::size_t{256} * 1024;

  /// After an answer that ends the connection, input is read and dropped for this long and this
  /// many bytes, so that a client which is still sending can read the answer.
  std::chrono::milliseconds linger_timeout{5'000};
  std::size_t linger_bytes_max = std::size_t{8} * 1024 * 1024;

  std::size_t worker_threads = 8;        ///< threads for handlers that may block
  std::size_t worker_queue_max = 256;    ///< requests waiting for a worker: 503 with Retry-After
  std::size_t plugin_workers_max = 0;    ///< of them inside one plugin at once; 0: all
  std::size_t connections_max = 10'000;  ///< the oldest idle one makes room, else 503 and close

  bool gzip = true;  ///< large answers of workers, for clients that want it

  /// Origins whose pages may read answers, or `*` for all of them without credentials.
  std::vector<std::string> cors_origins;

  /// Networks of proxies whose X-Forwarded-For tells who the client is; empty: nobody is believed.
  std::vector<std::string> trusted_proxies;

  double rate_limit_per_second = 0;  ///< requests of one caller: 429 with Retry-After; 0: no limit
  double rate_limit_burst = 100;     ///< requests of one caller that may come at once

  /// Of the 2xx answers of deferred (push) routes one in this many is written to the access log,
  /// 1: all, 0: none; every other answer always is.
  std::uint32_t access_log_sample = 100;
};

}  // namespace itops::http
