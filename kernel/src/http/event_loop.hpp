#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "http/completion_queue.hpp"
#include "http/connection.hpp"
#include "http/file_descriptor.hpp"
#include "http/listener.hpp"
#include "http/serving.hpp"

struct epoll_event;

namespace itops::http {

/// The thread that does all socket work. Built and asked to drain or stop by [main]; everything
/// else happens in `run()`.
class EventLoop {
 public:
  /// References must outlive the loop.
  EventLoop(std::vector<Listener> listeners, Serving& serving,
            std::shared_ptr<CompletionQueue> completions);

  /// Serves until `stop()`. Its own thread.
  void run();

  /// Stops accepting, closes idle connections, waits until nothing is left to be answered; false
  /// when something was left at the limit. [main]
  bool drain(std::chrono::milliseconds limit);

  /// Makes `run()` return soon. [any]
  void stop();

 private:
  using Clock = std::chrono::steady_clock;

  bool watch(int fd, std::uint32_t events, std::uint32_t id);
  void watchOwn(int fd, std::uint32_t events, std::uint32_t id);
  int timeoutMilliseconds(bool work_waits);
  bool takeCompletions();
  void complete(Completion& completion);
  void sendStreams();
  void handle(const epoll_event& event);
  void expireDeadlines();
  void giveTurns();
  void removeIfClosed(const ConnectionKey& key);
  Connection* find(const ConnectionKey& key);

  void acceptAll(int listener_fd);
  void admit(FileDescriptor socket, const ClientAddress& client);
  bool makeRoom();
  void pauseListening();
  void resumeListening();

  void beginDraining();
  void reportDrained();

  Serving& serving_;
  std::shared_ptr<CompletionQueue> completions_;
  std::vector<Listener> listeners_;
  FileDescriptor epoll_;
  std::vector<std::unique_ptr<Connection>> connections_;  ///< by descriptor
  std::size_t connection_count_ = 0;
  std::uint32_t last_id_;
  std::vector<Completion> batch_;
  std::vector<AnswerToken> stirred_;  ///< streams with something to send
  std::optional<Clock::time_point> listen_again_at_;
  Clock::time_point warn_again_at_{};

  std::atomic<bool> stopping_{false};
  std::atomic<bool> drain_asked_{false};
  std::mutex drained_mutex_;
  std::condition_variable drained_changed_;
  bool drained_ = false;
};

}  // namespace itops::http
