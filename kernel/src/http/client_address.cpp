#include "http/client_address.hpp"

#include <arpa/inet.h>

#include <cstring>

namespace itops::http {

ClientAddress::ClientAddress(const sockaddr_storage& address) : family_(address.ss_family) {
  if (family_ == AF_INET) {
    sockaddr_in v4{};
    std::memcpy(&v4, &address, sizeof v4);
    std::memcpy(&bytes_, &v4.sin_addr, sizeof v4.sin_addr);
    port_ = ntohs(v4.sin_port);
  } else if (family_ == AF_INET6) {
    sockaddr_in6 v6{};
    std::memcpy(&v6, &address, sizeof v6);
    bytes_ = v6.sin6_addr;
    port_ = ntohs(v6.sin6_port);
  }
}

std::string ClientAddress::toString() const {
  char text[INET6_ADDRSTRLEN] = {};
  if (inet_ntop(family_, &bytes_, text, sizeof text) == nullptr) return "-";
  const std::string host = family_ == AF_INET6 ? "[" + std::string(text) + "]" : text;
  return host + ":" + std::to_string(port_);
}

}  // namespace itops::http
