#pragma once

#include <array>
#include <string_view>

namespace itops::ingest {

using Digest = std::array<unsigned char, 32>;

/// Names one keyed push and the body that came with it.
struct IdempotencyKey {
  Digest key;  ///< of API key, route, whom the push addresses and the client's key
  Digest body;

  /// @param address path, or what else the push addresses
  static IdempotencyKey of(std::string_view principal, std::string_view route,
                           std::string_view address, std::string_view client_key,
                           std::string_view body);
};

}  // namespace itops::ingest
