#pragma once

#include <chrono>
#include <cstddef>
#include <string>

#include "itops/secret.hpp"
#include "outbound/allow_list.hpp"

namespace itops::outbound {

/// Settings of calls to other systems.
struct OutboundOptions {
  AllowList allow = {};
  Secret proxy = {};         ///< `http://HOST:PORT`; empty: none
  std::string ca_file = {};  ///< PEM file of authorities; empty: the system's
  /// Plugins may ask for less.
  std::chrono::milliseconds timeout_max{60'000};
  std::size_t response_bytes_max = std::size_t{16} * 1024 * 1024;
  std::string user_agent = "ITOps";
};

}  // namespace itops::outbound
