#pragma once

#include <netinet/in.h>
#include <sys/socket.h>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace itops::http {

/// The peer of a connection, small enough to keep in each one.
class ClientAddress {
 public:
  ClientAddress() = default;
  explicit ClientAddress(const sockaddr_storage& address);

  /// `192.0.2.1:4711` or `[2001:db8::1]:4711`; `-` when it isn't known. [any]
  std::string toString() const;

  /// The same without port and brackets. [any]
  std::string host() const;

  /// An address alone, such as a proxy tells; its port is 0. Empty for any other text. [any]
  static std::optional<ClientAddress> parse(std::string_view text);

  bool isKnown() const { return family_ != AF_UNSPEC; }
  bool isV6() const { return family_ == AF_INET6; }
  /// Its bytes, of which IPv4 has four. [any]
  const std::uint8_t* bytes() const { return bytes_.s6_addr; }

 private:
  sa_family_t family_ = AF_UNSPEC;
  std::uint16_t port_ = 0;
  in6_addr bytes_{};  ///< IPv4 addresses use the first four
};

}  // namespace itops::http
