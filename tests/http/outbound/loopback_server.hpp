#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/outbound/certificates.hpp"

typedef struct ssl_ctx_st SSL_CTX;
typedef struct ssl_st SSL;

namespace itops::test {

/// The server's side of one connection. One thread.
class Peer {
 public:
  Peer(int fd, SSL* tls) : fd_(fd), tls_(tls) {}

  /// Reads a request's header and, by its Content-Length, body; empty when the client left.
  std::string readRequest();
  void write(const std::string& bytes);
  /// Returns when the client has closed.
  void waitForEnd();

 private:
  std::string readSome();

  int fd_;
  SSL* tls_;
};

/// A server on a free port of 127.0.0.1 that answers as a test wants, connection by connection.
class LoopbackServer {
 public:
  /// Answers one connection, whose request has been read.
  using Serve = std::function<void(Peer& peer)>;

  explicit LoopbackServer(Serve serve);
  LoopbackServer(Serve serve, const ServerCertificate& certificate);
  /// Answers every request with these bytes.
  explicit LoopbackServer(const std::string& answer)
      : LoopbackServer([answer](Peer& peer) { peer.write(answer); }) {}
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  /// `http://127.0.0.1:PORT`, or with another scheme and host.
  std::string url(const std::string& origin = "http://127.0.0.1") const {
    return origin + ":" + std::to_string(port_);
  }
  /// Whole requests in the order of their arrival.
  std::vector<std::string> requests() const;
  /// Connections that were opened, with or without a request.
  int connectionCount() const { return connections_; }

 private:
  void listenOnFreePort();
  void serveAll();
  void serveOne(int fd);

  Serve serve_;
  std::shared_ptr<SSL_CTX> tls_;
  int listener_ = -1;
  std::uint16_t port_ = 0;
  std::atomic<int> connections_ = 0;
  mutable std::mutex mutex_;
  std::vector<std::string> requests_;
  std::thread thread_;
};

}  // namespace itops::test
