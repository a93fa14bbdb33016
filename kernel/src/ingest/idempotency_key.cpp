#include "ingest/idempotency_key.hpp"

#include <sodium/crypto_generichash.h>

#include <cstdint>
#include <initializer_list>

namespace itops::ingest {
namespace {

Digest digestOf(std::initializer_list<std::string_view> parts) {
  crypto_generichash_state state;
  crypto_generichash_init(&state, nullptr, 0, Digest{}.size());
  for (const std::string_view part : parts) {
    const std::uint64_t size = part.size();  // lengths keep ("ab","c") and ("a","bc") apart
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(&size), sizeof size);
    crypto_generichash_update(&state, reinterpret_cast<const unsigned char*>(part.data()),
                              part.size());
  }
  Digest digest;
  crypto_generichash_final(&state, digest.data(), digest.size());
  return digest;
}

}  // namespace

IdempotencyKey IdempotencyKey::of(std::string_view principal, std::string_view route,
                                  std::string_view address, std::string_view client_key,
                                  std::string_view body) {
  return {digestOf({principal, route, address, client_key}), digestOf({body})};
}

}  // namespace itops::ingest
