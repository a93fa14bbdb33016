#include "http/client_address.hpp"

#include <netinet/in.h>

#include <cstring>

namespace itops::http {

ClientAddress::ClientAddress(const sockaddr_storage& address)
    : address_(net::IpAddress::of(reinterpret_cast<const sockaddr&>(address))) {
  if (!address_) return;
  // The port lies at the same place for both families.
  sockaddr_in internet{};
  std::memcpy(&internet, &address, sizeof internet);
  port_ = ntohs(internet.sin_port);
}

std::string ClientAddress::toString() const {
  const std::string text = host();
  if (port_ == 0) return text;
  return (address_->v6 ? "[" + text + "]" : text) + ":" + std::to_string(port_);
}

std::string ClientAddress::host() const {
  return address_ ? address_->toString() : "-";
}

}  // namespace itops::http
