#pragma once

#include <sys/socket.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace itops::net {

/// An IPv4 or IPv6 address. A value. IPv4 has the bytes 0 to 3.
struct IpAddress {
  bool v6 = false;
  std::array<std::uint8_t, 16> bytes{};

  /// `192.0.2.1` or `2001:db8::1`, in the one form that everybody reads alike; empty for any other
  /// text. [any]
  static std::optional<IpAddress> parse(std::string_view text);
  /// The address of a socket; empty for another family. [any]
  static std::optional<IpAddress> of(const sockaddr& address);

  std::string toString() const;
  bool operator==(const IpAddress&) const = default;
};

/// Addresses that begin alike, such as `10.0.0.0/8`.
struct IpNetwork {
  IpAddress address;
  int prefix_bits = 0;

  /// `10.0.0.0/8`, or one address; empty for any other text. [any]
  static std::optional<IpNetwork> parse(std::string_view text);

  /// True when the address is of the same family and begins alike. [any]
  bool contains(const IpAddress& other) const;
};

}  // namespace itops::net
