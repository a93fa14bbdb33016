#include "http/listener.hpp"

#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>
#include <cstring>
#include <memory>

#include "itops/error.hpp"

namespace itops::http {
namespace {

using Addresses = std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)>;

Addresses resolve(const std::string& host, std::uint16_t port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const int failure = ::getaddrinfo(host.c_str(), std::to_string(port).c_str(), &hints, &found);
  if (failure != 0) {
    throw Error(ErrorKind::kInvalid, "address_invalid",
                "Can't listen on '" + host + "': " + ::gai_strerror(failure) +
                    ". Set ITOPS_SERVER_HOST (server.host) to an address of this machine.");
  }
  return {found, &::freeaddrinfo};
}

[[noreturn]] void failToBind(const std::string& address, const std::string& setting, int cause) {
  if (cause == EADDRINUSE) {
    throw Error(ErrorKind::kUnavailable, "address_taken",
                "Can't listen on " + address + ": another process listens there. Stop it, or set " +
                    setting + " to another port.");
  }
  throw Error(ErrorKind::kInvalid, "address_invalid",
              "Can't listen on " + address + ": " + std::strerror(cause) +
                  ". Set ITOPS_SERVER_HOST (server.host) to an address of this machine and " +
                  setting + " to a port that this user may open.");
}

std::uint16_t boundPort(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof address;
  ::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size);
  if (address.ss_family == AF_INET6) {
    return ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port);
  }
  return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

}  // namespace

Listener::Listener(const std::string& host, std::uint16_t port, int backlog,
                   const std::string& setting) {
  const auto addresses = resolve(host, port);
  const auto& first = *addresses;
  socket_ =
      FileDescriptor(::socket(first.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  const int on = 1;
  const int off = 0;
  ::setsockopt(socket_.get(), SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  // `::` means every address, IPv4 ones included.
  if (first.ai_family == AF_INET6) {
    ::setsockopt(socket_.get(), IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof off);
  }
  // Accepted sockets inherit it: answers are complete when they are sent.
  ::setsockopt(socket_.get(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  if (::bind(socket_.get(), first.ai_addr, first.ai_addrlen) != 0 ||
      ::listen(socket_.get(), backlog) != 0) {
    failToBind(host + ":" + std::to_string(port), setting, errno);
  }
  port_ = boundPort(socket_.get());
}

}  // namespace itops::http
