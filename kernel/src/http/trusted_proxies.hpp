#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "http/client_address.hpp"
#include "net/ip_address.hpp"

namespace itops::http {

/// Proxies whose word about their clients is taken. Constant. [any]
class TrustedProxies {
 public:
  TrustedProxies() = default;
  /// @param networks such as `10.0.0.0/8`, or single addresses; what is neither trusts nobody
  explicit TrustedProxies(const std::vector<std::string>& networks);

  /// Who really asks: the nearest address that is no trusted proxy, read from the right of
  /// X-Forwarded-For, as everything to its left is only what that one says.
  ClientAddress clientOf(const ClientAddress& peer, std::string_view forwarded_for) const;

  bool empty() const { return networks_.empty(); }

 private:
  bool contains(const ClientAddress& client) const;

  std::vector<net::IpNetwork> networks_;
};

}  // namespace itops::http
