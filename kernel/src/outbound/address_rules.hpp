#pragma once

#include <string_view>

#include "net/ip_address.hpp"

namespace itops::outbound {

/// Why nobody may be called at this address unless an operator allows it: `loopback`, `private`,
/// `link-local` and so on; empty for an address of the public internet. Addresses that carry an
/// IPv4 address (mapped, NAT64, 6to4) are judged by it, and mapped ones are refused in any case.
/// Pure. [any]
std::string_view refusedBecause(const net::IpAddress& address);

}  // namespace itops::outbound
