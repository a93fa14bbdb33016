// The half of EventLoop that takes connections in; see event_loop.cpp for the rest.

#include <poll.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <cerrno>

#include "http/event_loop.hpp"
#include "http/event_loop_ids.hpp"

namespace itops::http {
namespace {

constexpr int kAcceptsPerEvent = 64;
// Over the limit, this many more are held for as long as it takes to tell them.
constexpr std::size_t kRefusedConnectionsMax = 128;
constexpr std::chrono::milliseconds kListenPause{100};
constexpr std::chrono::seconds kWarningPause{60};
constexpr std::uint32_t kConnectionEvents = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;

bool outOfDescriptors() {
  return errno == EMFILE || errno == ENFILE || errno == ENOBUFS || errno == ENOMEM;
}

// accept reports a lack of descriptors before it looks whether anybody is waiting.
bool somebodyWaits(int listener_fd) {
  pollfd listener{listener_fd, POLLIN, 0};
  return ::poll(&listener, 1, 0) > 0;
}

}  // namespace

void EventLoop::acceptAll(int listener_fd) {
  for (int i = 0; i < kAcceptsPerEvent; ++i) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    FileDescriptor socket(::accept4(listener_fd, reinterpret_cast<sockaddr*>(&address), &size,
                                    SOCK_NONBLOCK | SOCK_CLOEXEC));
    if (socket.get() >= 0) {
      admit(std::move(socket), ClientAddress(address));
      continue;
    }
    if (errno == ECONNABORTED || errno == EINTR) continue;
    if (outOfDescriptors() && somebodyWaits(listener_fd) && !makeRoom()) pauseListening();
    return;
  }
}

void EventLoop::admit(FileDescriptor socket, const ClientAddress& client) {
  const std::size_t limit = serving_.options.connections_max;
  const bool full = connection_count_ >= limit && !makeRoom();
  if (full && connection_count_ >= limit + kRefusedConnectionsMax) {
    serving_.metrics.refused("connections_max_reset");
    return;
  }
  const auto fd = static_cast<std::size_t>(socket.get());
  if (fd >= connections_.size()) connections_.resize(fd + 1);
  if (++last_id_ <= kWakeId) last_id_ = kWakeId + 1;
  const ConnectionKey key{socket.get(), last_id_};
  if (!watch(key.fd, kConnectionEvents, key.id)) {
    serving_.metrics.refused("connection_unwatched");
    return;
  }
  connections_[fd] = std::make_unique<Connection>(std::move(socket), key.id, client, serving_);
  ++connection_count_;
  if (!full) return;
  connections_[fd]->refuse({503, "connections_max",
                            "The server holds its limit of " + std::to_string(limit) +
                                " connections: try again after Retry-After seconds."});
  removeIfClosed(key);
}

// Closes the connection that has been idle for longest.
bool EventLoop::makeRoom() {
  DeadlineNode* idle = serving_.deadlines.oldest(Wait::kIdle);
  if (idle == nullptr) return false;
  const auto key = idle->connection.key();
  idle->connection.close();
  removeIfClosed(key);
  return true;
}

// A listener that can't be accepted from stays readable: watching it would spin.
void EventLoop::pauseListening() {
  for (const auto& listener : listeners_) {
    ::epoll_ctl(epoll_.get(), EPOLL_CTL_DEL, listener.fd(), nullptr);
  }
  listen_again_at_ = serving_.now + kListenPause;
  if (serving_.now < warn_again_at_) return;
  warn_again_at_ = serving_.now + kWarningPause;
  serving_.logger.warning(
      "No more connections can be accepted: raise the limit of open files (ulimit -n).");
}

void EventLoop::resumeListening() {
  listen_again_at_.reset();
  for (const auto& listener : listeners_) {
    if (!watch(listener.fd(), EPOLLIN, kListenerId) && errno != EEXIST) return pauseListening();
  }
}

}  // namespace itops::http
