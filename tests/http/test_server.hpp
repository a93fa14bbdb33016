#pragma once

#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "http/server.hpp"
#include "itops/error.hpp"

namespace itops::test {

/// Keeps log lines as `message name=value ...` for a test to look at.
class MemoryLogger final : public Logger {
 public:
  void write(LogLevel, std::string_view message, std::initializer_list<LogField> fields) override {
    std::string line(message);
    for (const auto& field : fields) line += " " + std::string(field.name) + "=" + field.value;
    const std::lock_guard lock(mutex_);
    lines_.push_back(std::move(line));
  }

  std::vector<std::string> lines() const {
    const std::lock_guard lock(mutex_);
    return lines_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<std::string> lines_;
};

/// Knows one full key, `full`, and one that may nothing, `poor`.
class TwoKeys final : public http::Authenticator {
 public:
  std::shared_ptr<const Principal> authenticate(const Request& request) const override {
    const auto key = request.header("X-API-Key");
    if (key == "full") return full_;
    return key == "poor" ? poor_ : nullptr;
  }

 private:
  const std::shared_ptr<const Principal> full_ =
      std::make_shared<Principal>(Principal{"operator-key", {"*"}});
  const std::shared_ptr<const Principal> poor_ =
      std::make_shared<Principal>(Principal{"poor-key", {}});
};

/// A door that handlers wait at until the test opens it.
class Door {
 public:
  void wait() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    changed_.notify_all();
    changed_.wait_for(lock, std::chrono::seconds(20), [this] { return open_; });
  }
  void open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    changed_.notify_all();
  }
  /// False when fewer came within the time limit.
  bool awaitWaiting(int count) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::seconds(10), [&] { return waiting_ >= count; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  bool open_ = false;
  int waiting_ = 0;
};

/// What handlers put aside for the test to take: responders, or streams.
template <class Thing>
class Shelf {
 public:
  void put(Thing thing) {
    const std::lock_guard lock(mutex_);
    things_.push_back(std::move(thing));
    changed_.notify_all();
  }
  Thing take() {
    std::unique_lock lock(mutex_);
    changed_.wait_for(lock, std::chrono::seconds(10), [this] { return !things_.empty(); });
    if (things_.empty()) throw std::runtime_error("no request came");
    Thing thing = std::move(things_.front());
    things_.erase(things_.begin());
    return thing;
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Thing> things_;
};

class SystemTime final : public Clock {
 public:
  Timestamp now() const override {
    return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  }
};

/// A server on a free port with routes to try things on:
/// `/echo` (POST, worker) body back; `/push` (POST, deferred) body back at once; `/later` (POST,
/// deferred) put on the shelf; `/drop` (POST, deferred) never answered; `/wait` (GET, worker) waits
/// at the door; `/items/{id}` (GET, PUT); `/fail/{how}` (GET); `/guarded` (GET, POST); `/stream`
/// (GET, stream, any key or ticket) put on the shelf of streams, with
/// `?wait=1` waits at the door before its head; `/stream/refused` (GET, stream).
class TestServer {
 public:
  explicit TestServer(http::ServerOptions options = {}, bool start = true);
  ~TestServer();

  std::uint16_t port() const { return server->port(); }
  /// True once the condition holds, false after ten seconds.
  static bool eventually(const std::function<bool()>& condition);
  /// A figure of /metrics by the start of its line; 0 when it isn't there.
  double metric(const std::string& line_start) const;

  MemoryLogger log;
  MemoryLogger access;
  SystemTime clock;
  TwoKeys keys;
  MetricsRegistry metrics;
  Door door;
  Shelf<Responder> shelf;
  Shelf<std::shared_ptr<http::Stream>> streams;
  http::RouteTable routes;
  std::unique_ptr<http::Server> server;

 private:
  void addPlainRoutes();
  void addDeferredRoutes();
  void addFailingRoutes();
  void addStreamRoutes();
};

}  // namespace itops::test
