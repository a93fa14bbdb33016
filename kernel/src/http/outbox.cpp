#include "http/outbox.hpp"

#include <sys/socket.h>
#include <sys/uio.h>

#include <cerrno>
#include <utility>

namespace itops::http {
namespace {

// Copying a body of this size behind its head is cheaper than a second buffer in the call.
constexpr std::size_t kCopiedBodyBytesMax = std::size_t{16} * 1024;

bool blocked() {
  return errno == EAGAIN || errno == EWOULDBLOCK;
}

ssize_t sendBoth(int fd, const std::string& head, const std::string& body) {
  iovec parts[2] = {{const_cast<char*>(head.data()), head.size()},
                    {const_cast<char*>(body.data()), body.size()}};
  msghdr message{};
  message.msg_iov = parts;
  message.msg_iovlen = body.empty() ? 1 : 2;
  ssize_t sent = 0;
  do {
    sent = ::sendmsg(fd, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
  } while (sent < 0 && errno == EINTR);
  return sent;
}

}  // namespace

Outbox::State Outbox::start(int fd, std::string& head, std::string&& body) {
  if (body.size() <= kCopiedBodyBytesMax) {
    head += body;
    body.clear();
  }
  const ssize_t result = sendBoth(fd, head, body);
  if (result < 0 && !blocked()) return State::kGone;
  const std::size_t sent = result < 0 ? 0 : static_cast<std::size_t>(result);
  if (sent == head.size() + body.size()) return State::kDone;
  keep(sent, head, std::move(body));
  return State::kPending;
}

void Outbox::keep(std::size_t sent, const std::string& head, std::string&& body) {
  progress_ = 0;
  if (sent >= head.size()) {
    rest_ = std::move(body);
    start_ = sent - head.size();
    return;
  }
  rest_.assign(head, sent);
  rest_ += body;
  start_ = 0;
}

Outbox::State Outbox::flush(int fd) {
  while (start_ < rest_.size()) {
    const ssize_t sent =
        ::send(fd, rest_.data() + start_, rest_.size() - start_, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return blocked() ? State::kPending : State::kGone;
    start_ += static_cast<std::size_t>(sent);
    progress_ += static_cast<std::size_t>(sent);
  }
  std::string().swap(rest_);
  start_ = 0;
  return State::kDone;
}

std::size_t Outbox::takeProgress() {
  return std::exchange(progress_, 0);
}

}  // namespace itops::http
