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

std::optional<ClientAddress> ClientAddress::parse(std::string_view text) {
  const std::string copy(text);
  if (copy.find('\0') != std::string::npos) return std::nullopt;
  ClientAddress address;
  for (const sa_family_t family : {sa_family_t{AF_INET}, sa_family_t{AF_INET6}}) {
    if (inet_pton(family, copy.c_str(), &address.bytes_) != 1) continue;
    address.family_ = family;
    return address;
  }
  return std::nullopt;
}

std::string ClientAddress::toString() const {
  const std::string text = host();
  if (text == "-" || port_ == 0) return text;
  return (family_ == AF_INET6 ? "[" + text + "]" : text) + ":" + std::to_string(port_);
}

std::string ClientAddress::host() const {
  char text[INET6_ADDRSTRLEN] = {};
  return inet_ntop(family_, &bytes_, text, sizeof text) == nullptr ? "-" : text;
}

}  // namespace itops::http
