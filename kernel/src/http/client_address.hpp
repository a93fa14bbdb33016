#pragma once

#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>

#include "net/ip_address.hpp"

namespace itops::http {

/// The peer of a connection, small enough to keep in each one.
class ClientAddress {
 public:
  ClientAddress() = default;
  explicit ClientAddress(const sockaddr_storage& address);
  /// Such as a proxy tells, without a port.
  explicit ClientAddress(const net::IpAddress& address) : address_(address) {}

  /// `192.0.2.1:4711` or `[2001:db8::1]:4711`; `-` when it isn't known. [any]
  std::string toString() const;

  /// The same without port and brackets. [any]
  std::string host() const;

  /// Empty when it isn't known. [any]
  const std::optional<net::IpAddress>& address() const { return address_; }

 private:
  std::optional<net::IpAddress> address_;
  std::uint16_t port_ = 0;  ///< 0: not known
};

}  // namespace itops::http
