// bare_loop PORT: what one thread with epoll can answer on this machine when it does nothing else.
//
// It answers every POST that has a Content-Length with the same JSON, about as long as the answer
// to a push. It reads just enough of HTTP to find the end of a request and keeps connections alive,
// so its rate is the reference that `./dev bench ingest` divides by.

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <unordered_map>

namespace {

constexpr int kEventsPerWait = 256;
constexpr int kBacklog = 1024;

std::string makeAnswer() {
  const std::string body =
      R"({"success":true,"id":"0190d0c4-7f3a-7c10-9d0a-8a4f5c1b2d3e",)"
      R"("path":"bench/platform/prod/cluster1/service-1","serviceName":"service-1",)"
      R"("status":"OPERATIONAL","created":false,"warnings":[]})";
  return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " +
         std::to_string(body.size()) + "\r\n\r\n" + body;
}

// Bytes of the first request in the text; 0 while it is incomplete.
std::size_t requestBytes(std::string_view text) {
  const auto head_end = text.find("\r\n\r\n");
  if (head_end == text.npos) return 0;
  std::size_t body_bytes = 0;
  constexpr std::string_view kName = "\r\nContent-Length: ";
  const auto header = text.substr(0, head_end).find(kName);
  if (header != text.npos) {
    body_bytes = std::strtoul(text.data() + header + kName.size(), nullptr, 10);
  }
  const std::size_t all = head_end + 4 + body_bytes;
  return text.size() < all ? 0 : all;
}

class BareLoop {
 public:
  explicit BareLoop(std::uint16_t port) : listener_(listenOn(port)), epoll_(::epoll_create1(0)) {
    watch(listener_);
  }

  [[noreturn]] void run() {
    std::array<epoll_event, kEventsPerWait> events;
    for (;;) {
      const int count = ::epoll_wait(epoll_, events.data(), kEventsPerWait, -1);
      for (int i = 0; i < count; ++i) {
        const int fd = events[static_cast<std::size_t>(i)].data.fd;
        if (fd == listener_) {
          acceptOne();
        } else {
          serve(fd);
        }
      }
    }
  }

 private:
  static int listenOn(std::uint16_t port) {
    const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
    const int on = 1;
    ::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    ::setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::listen(fd, kBacklog) != 0) {
      std::perror("bare_loop: can't listen");
      std::exit(1);
    }
    return fd;
  }

  void watch(int fd) {
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.fd = fd;
    ::epoll_ctl(epoll_, EPOLL_CTL_ADD, fd, &event);
  }

  void acceptOne() {
    const int fd = ::accept4(listener_, nullptr, nullptr, SOCK_NONBLOCK);
    if (fd >= 0) watch(fd);
  }

  void serve(int fd) {
    const ssize_t count = ::recv(fd, read_buffer_.data(), read_buffer_.size(), 0);
    if (count <= 0) {
      unfinished_.erase(fd);
      ::close(fd);
      return;
    }
    const std::string_view received(read_buffer_.data(), static_cast<std::size_t>(count));
    if (requestBytes(received) == received.size()) return answer(fd);
    std::string& pending = unfinished_[fd];
    pending += received;
    while (const std::size_t bytes = requestBytes(pending)) {
      pending.erase(0, bytes);
      answer(fd);
    }
    if (pending.empty()) unfinished_.erase(fd);
  }

  // The answer always fits into the send buffer: one request is in flight per connection.
  void answer(int fd) const {
    [[maybe_unused]] const auto sent = ::send(fd, answer_.data(), answer_.size(), MSG_NOSIGNAL);
  }

  const int listener_;
  const int epoll_;
  const std::string answer_ = makeAnswer();
  std::array<char, 64 * 1024> read_buffer_;
  std::unordered_map<int, std::string> unfinished_;
};

}  // namespace

int main(int argc, char** argv) {
  const int port = argc == 2 ? std::atoi(argv[1]) : 0;
  if (port < 1 || port > 65535) {
    std::fputs("usage: bare_loop PORT\n", stderr);
    return 2;
  }
  BareLoop(static_cast<std::uint16_t>(port)).run();
}
