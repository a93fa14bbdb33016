#include "auth/random_token.hpp"

#include <sodium.h>

#include <array>

namespace itops::auth {
namespace {

constexpr std::size_t kBytes = 32;

}  // namespace

std::string randomToken() {
  std::array<unsigned char, kBytes> bytes;
  randombytes_buf(bytes.data(), bytes.size());
  std::array<char, sodium_base64_ENCODED_LEN(kBytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING)>
      text;
  return sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(),
                           sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string tokenDigest(std::string_view token) {
  std::array<unsigned char, kBytes> digest;
  crypto_generichash(digest.data(), digest.size(),
                     reinterpret_cast<const unsigned char*>(token.data()), token.size(), nullptr,
                     0);
  std::array<char, 2 * kBytes + 1> text;
  return sodium_bin2hex(text.data(), text.size(), digest.data(), digest.size());
}

}  // namespace itops::auth
