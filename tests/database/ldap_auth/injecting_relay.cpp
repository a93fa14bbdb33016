#include "database/ldap_auth/injecting_relay.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <utility>
#include <vector>

namespace itops::test {
namespace {

constexpr int kRelayPollMilliseconds = 20;

sockaddr_in loopback(std::uint16_t port) {
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return address;
}

/// Hands on what one side has sent; false when it has left.
bool handOn(int from, int to, const std::string& behind) {
  char bytes[16384];
  const auto count = ::recv(from, bytes, sizeof bytes, 0);
  if (count <= 0) return false;
  const std::string all = std::string(bytes, static_cast<std::size_t>(count)) + behind;
  return ::send(to, all.data(), all.size(), MSG_NOSIGNAL) > 0;
}

}  // namespace

InjectingRelay::InjectingRelay(std::uint16_t to, std::string injected)
    : to_(to), injected_(std::move(injected)) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  auto address = loopback(0);
  socklen_t size = sizeof address;
  ::bind(listener_, reinterpret_cast<const sockaddr*>(&address), size);
  ::listen(listener_, 16);
  ::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

InjectingRelay::~InjectingRelay() {
  stopping_ = true;
  thread_.join();
  ::close(listener_);
}

void InjectingRelay::serve() {
  std::vector<std::thread> connections;
  while (!stopping_) {
    pollfd waiting{listener_, POLLIN, 0};
    if (::poll(&waiting, 1, kRelayPollMilliseconds) <= 0) continue;
    const int client = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
    const bool inject = connections.size() == 1;
    if (client >= 0) connections.emplace_back([this, client, inject] { relay(client, inject); });
  }
  for (auto& connection : connections) connection.join();
}

// The first thing that the directory says is its answer to StartTLS.
void InjectingRelay::relay(int client, bool inject) const {
  const int server = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  const auto address = loopback(to_);
  ::connect(server, reinterpret_cast<const sockaddr*>(&address), sizeof address);
  std::string behind = inject ? injected_ : std::string();
  for (bool open = true; open && !stopping_;) {
    pollfd sides[] = {{client, POLLIN, 0}, {server, POLLIN, 0}};
    if (::poll(sides, 2, kRelayPollMilliseconds) <= 0) continue;
    if (sides[0].revents != 0) open = handOn(client, server, {});
    if (open && sides[1].revents != 0) open = handOn(server, client, std::exchange(behind, {}));
  }
  ::close(client);
  ::close(server);
}

}  // namespace itops::test
