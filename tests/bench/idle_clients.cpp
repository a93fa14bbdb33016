// Holds many connections to a server that is being measured:
//   idle_clients PORT IDLE SLOW
// IDLE keep-alive connections have asked once and stay silent; SLOW ones send one byte of a request
// each second. What the server closes is opened again. Prints "ready" once all are open, then what
// it holds when it is told to end (SIGTERM, SIGINT).

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace {

constexpr std::string_view kWholeRequest = "GET /health HTTP/1.1\r\nHost: bench\r\n\r\n";
/// Its last letter is repeated until the server has had enough.
constexpr std::string_view kEndlessHeader = "GET /health HTTP/1.1\r\nX-Padding: a";

[[noreturn]] void throwErrno(const char* what) {
  throw std::system_error(errno, std::generic_category(), what);
}

int connectTo(std::uint16_t port) {
  const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
  if (socket < 0) throwErrno("socket");
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(socket, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    throwErrno("connect");
  }
  return socket;
}

enum class Pace { kIdle, kSlow };

struct Client {
  int socket;
  Pace pace;
  std::size_t sent_bytes;
};

/// All connections of the run, watched by one epoll. One thread.
class Clients {
 public:
  explicit Clients(std::uint16_t port) : port_(port), epoll_(::epoll_create1(0)) {
    if (epoll_ < 0) throwErrno("epoll_create1");
  }

  void open(std::size_t count, Pace pace) {
    for (std::size_t i = 0; i < count; ++i) {
      clients_.push_back({-1, pace, 0});
      connect(clients_.size() - 1);
    }
  }

  /// Reads answers and opens again what the server closed; waits at most a tenth of a second.
  void pump() {
    std::array<epoll_event, 256> events;
    const int count = ::epoll_wait(epoll_, events.data(), events.size(), 100);
    for (int i = 0; i < count; ++i) read(events[i].data.u64);
  }

  /// The byte of this second.
  void trickle() {
    for (auto& client : clients_) {
      if (client.pace != Pace::kSlow) continue;
      const char byte = client.sent_bytes < kEndlessHeader.size()
                            ? kEndlessHeader[client.sent_bytes]
                            : kEndlessHeader.back();
      if (::send(client.socket, &byte, 1, MSG_NOSIGNAL | MSG_DONTWAIT) == 1) ++client.sent_bytes;
    }
  }

  std::size_t size() const { return clients_.size(); }
  std::size_t reopened() const { return reopened_; }

 private:
  void connect(std::size_t index) {
    auto& client = clients_[index];
    client.socket = connectTo(port_);
    client.sent_bytes = 0;
    if (client.pace == Pace::kIdle &&
        ::send(client.socket, kWholeRequest.data(), kWholeRequest.size(), MSG_NOSIGNAL) < 0) {
      throwErrno("send");
    }
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = index;
    if (::epoll_ctl(epoll_, EPOLL_CTL_ADD, client.socket, &event) != 0) throwErrno("epoll_ctl");
  }

  void read(std::size_t index) {
    std::array<char, 4096> buffer;
    const auto bytes = ::recv(clients_[index].socket, buffer.data(), buffer.size(), MSG_DONTWAIT);
    if (bytes > 0 || (bytes < 0 && errno == EAGAIN)) return;
    ::close(clients_[index].socket);
    ++reopened_;
    connect(index);
  }

  std::uint16_t port_;
  int epoll_;
  std::vector<Client> clients_;
  std::size_t reopened_ = 0;
};

void raiseFileLimit() {
  rlimit limit{};
  ::getrlimit(RLIMIT_NOFILE, &limit);
  limit.rlim_cur = limit.rlim_max;
  ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Kept from interrupting anything, so that the run ends between two rounds.
sigset_t blockStopSignals() {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGTERM);
  sigaddset(&signals, SIGINT);
  ::sigprocmask(SIG_BLOCK, &signals, nullptr);
  return signals;
}

bool stopRequested(const sigset_t& signals) {
  const timespec at_once{};
  return ::sigtimedwait(&signals, nullptr, &at_once) > 0;
}

void hold(Clients& clients, const sigset_t& stop_signals) {
  using Clock = std::chrono::steady_clock;
  auto next_byte = Clock::now();
  while (!stopRequested(stop_signals)) {
    if (Clock::now() >= next_byte) {
      clients.trickle();
      next_byte += std::chrono::seconds(1);
    }
    clients.pump();
  }
}

void runBench(const char* port, const char* idle, const char* slow) {
  raiseFileLimit();
  const auto stop_signals = blockStopSignals();
  Clients clients(static_cast<std::uint16_t>(std::stoul(port)));
  clients.open(std::stoul(idle), Pace::kIdle);
  clients.open(std::stoul(slow), Pace::kSlow);
  std::puts("ready");
  std::fflush(stdout);
  hold(clients, stop_signals);
  std::printf("held %zu connections, %zu reopened\n", clients.size(), clients.reopened());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fputs("usage: idle_clients PORT IDLE SLOW\n", stderr);
    return EXIT_FAILURE;
  }
  try {
    runBench(argv[1], argv[2], argv[3]);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "idle_clients: %s\n", error.what());
    return EXIT_FAILURE;
  }
  return EXIT_SUCCESS;
}
