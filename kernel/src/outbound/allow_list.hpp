#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "net/ip_address.hpp"

namespace itops::outbound {

/// What an operator allows to be called although its address is not of the public internet: hosts
/// by their exact name in any case, addresses, and networks such as `10.1.0.0/16`. Constant. [any]
class AllowList {
 public:
  AllowList() = default;
  explicit AllowList(const std::vector<std::string>& entries);

  bool allowsHost(std::string_view host) const;
  bool allowsAddress(const net::IpAddress& address) const;

  /// True for what an entry may look like.
  static bool isEntry(std::string_view text);

 private:
  std::vector<std::string> hosts_;  ///< in lower case
  std::vector<net::IpNetwork> networks_;
};

/// A host name in lower case and without a dot at its end. [any]
std::string normalHost(std::string_view host);

}  // namespace itops::outbound
