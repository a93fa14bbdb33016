#include "http/event_loop.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>

#include "http/event_loop_ids.hpp"

namespace itops::http {
namespace {

constexpr int kEventsPerWait = 256;

std::uint64_t packed(int fd, std::uint32_t id) {
  return (static_cast<std::uint64_t>(id) << 32) | static_cast<std::uint32_t>(fd);
}

ConnectionKey unpacked(std::uint64_t data) {
  return {static_cast<int>(data & 0xFFFFFFFFU), static_cast<std::uint32_t>(data >> 32)};
}

}  // namespace

EventLoop::EventLoop(std::vector<Listener> listeners, Serving& serving,
                     std::shared_ptr<CompletionQueue> completions)
    : serving_(serving),
      completions_(std::move(completions)),
      listeners_(std::move(listeners)),
      epoll_(::epoll_create1(EPOLL_CLOEXEC)),
      last_id_(kWakeId) {
  if (epoll_.get() < 0) {
    throw std::system_error(errno, std::generic_category(), "epoll for the HTTP event loop");
  }
  watchOwn(completions_->wakeFd(), EPOLLIN | EPOLLET, kWakeId);
  for (const auto& listener : listeners_) watchOwn(listener.fd(), EPOLLIN, kListenerId);
}

bool EventLoop::watch(int fd, std::uint32_t events, std::uint32_t id) {
  epoll_event event{};
  event.events = events;
  event.data.u64 = packed(fd, id);
  return ::epoll_ctl(epoll_.get(), EPOLL_CTL_ADD, fd, &event) == 0;
}

void EventLoop::watchOwn(int fd, std::uint32_t events, std::uint32_t id) {
  if (!watch(fd, events, id)) {
    throw std::system_error(errno, std::generic_category(), "epoll_ctl for the HTTP event loop");
  }
}

void EventLoop::run() {
  std::array<epoll_event, kEventsPerWait> events;
  while (!stopping_.load(std::memory_order_acquire)) {
    serving_.now = Clock::now();
    const bool work_waits = takeCompletions() || !serving_.again.empty();
    const int count =
        ::epoll_wait(epoll_.get(), events.data(), kEventsPerWait, timeoutMilliseconds(work_waits));
    serving_.now = Clock::now();
    for (int i = 0; i < count; ++i) handle(events[static_cast<std::size_t>(i)]);
    giveTurns();
    expireDeadlines();
    if (listen_again_at_ && serving_.now >= *listen_again_at_) resumeListening();
    if (drain_asked_.load(std::memory_order_acquire)) beginDraining();
    if (serving_.draining) reportDrained();
  }
  connections_.clear();
}

int EventLoop::timeoutMilliseconds(bool work_waits) {
  if (work_waits) return 0;
  auto next = serving_.deadlines.next();
  if (listen_again_at_) next = next ? std::min(*next, *listen_again_at_) : *listen_again_at_;
  if (!next) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(*next - serving_.now).count();
  return static_cast<int>(std::clamp<std::int64_t>(left, 0, 60'000));
}

bool EventLoop::takeCompletions() {
  completions_->take(batch_, stirred_);
  if (batch_.empty() && stirred_.empty()) return false;
  for (auto& completion : batch_) complete(completion);
  batch_.clear();
  sendStreams();
  return true;
}

void EventLoop::sendStreams() {
  for (const auto& token : stirred_) {
    const auto fd = static_cast<std::size_t>(token.fd);
    if (fd >= connections_.size() || !connections_[fd]) continue;
    Connection* connection = connections_[fd].get();
    if (!connection->streams(token.serial)) continue;
    const auto key = connection->key();
    connection->onStirred();
    removeIfClosed(key);
  }
  stirred_.clear();
}

void EventLoop::complete(Completion& completion) {
  serving_.dispatcher.completed();
  const auto fd = static_cast<std::size_t>(completion.token.fd);
  Connection* connection = fd < connections_.size() ? connections_[fd].get() : nullptr;
  if (connection != nullptr && connection->expects(completion.token.serial)) {
    const auto key = connection->key();
    connection->onCompletion(std::move(completion));
    return removeIfClosed(key);
  }
  serving_.metrics.answerDropped();
  if (!completion.exchange) return;
  constexpr int kClientLeft = 499;
  serving_.access_log.write(*completion.exchange, kClientLeft, 0, serving_.now);
  serving_.exchanges.give(std::move(completion.exchange));
}

void EventLoop::handle(const epoll_event& event) {
  const auto key = unpacked(event.data.u64);
  if (key.id == kWakeId) return;
  if (key.id == kListenerId) return acceptAll(key.fd);
  Connection* connection = find(key);
  // An event of a connection that was closed earlier in this round.
  if (connection == nullptr) return;
  connection->onEvents(event.events);
  removeIfClosed(key);
}

void EventLoop::giveTurns() {
  if (serving_.again.empty()) return;
  std::vector<ConnectionKey> turns;
  turns.swap(serving_.again);
  for (const auto& key : turns) {
    if (Connection* connection = find(key)) {
      connection->onTurn();
      removeIfClosed(key);
    }
  }
}

void EventLoop::expireDeadlines() {
  while (DeadlineNode* expired = serving_.deadlines.takeExpired(serving_.now)) {
    const auto key = expired->connection.key();
    expired->connection.onDeadline(expired->wait);
    removeIfClosed(key);
  }
}

Connection* EventLoop::find(const ConnectionKey& key) {
  const auto fd = static_cast<std::size_t>(key.fd);
  if (fd >= connections_.size() || !connections_[fd]) return nullptr;
  return connections_[fd]->key().id == key.id ? connections_[fd].get() : nullptr;
}

void EventLoop::removeIfClosed(const ConnectionKey& key) {
  Connection* connection = find(key);
  if (connection == nullptr || !connection->closed()) return;
  connections_[static_cast<std::size_t>(key.fd)].reset();
  --connection_count_;
  if (listen_again_at_) resumeListening();
}

bool EventLoop::drain(std::chrono::milliseconds limit) {
  drain_asked_.store(true, std::memory_order_release);
  completions_->wake();
  std::unique_lock lock(drained_mutex_);
  return drained_changed_.wait_for(lock, limit, [this] { return drained_; });
}

void EventLoop::beginDraining() {
  drain_asked_.store(false, std::memory_order_release);
  if (serving_.draining) return;
  serving_.draining = true;
  listen_again_at_.reset();
  listeners_.clear();
  for (auto& connection : connections_) {
    if (!connection) continue;
    const auto key = connection->key();
    connection->onDrain();
    removeIfClosed(key);
  }
}

void EventLoop::reportDrained() {
  if (serving_.dispatcher.outstanding() > 0) return;
  const bool settled =
      std::all_of(connections_.begin(), connections_.end(),
                  [](const auto& connection) { return !connection || connection->settled(); });
  if (!settled) return;
  {
    const std::lock_guard lock(drained_mutex_);
    drained_ = true;
  }
  drained_changed_.notify_all();
}

void EventLoop::stop() {
  stopping_.store(true, std::memory_order_release);
  completions_->wake();
}

}  // namespace itops::http
