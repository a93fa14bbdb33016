#include "identity/password_hasher.hpp"

#include <sodium/crypto_pwhash.h>

#include <array>

#include "itops/error.hpp"

namespace itops::identity {
namespace {

[[noreturn]] void failWithoutMemory() {
  throw Error(ErrorKind::kUnavailable, "hashing_unavailable",
              "A password can't be checked now: try again after Retry-After seconds.",
              "argon2id found no memory");
}

}  // namespace

std::string PasswordHasher::hash(const Secret& password) const {
  std::array<char, crypto_pwhash_STRBYTES> text{};
  const std::string& plain = password.reveal();
  if (crypto_pwhash_str(text.data(), plain.data(), plain.size(), cost_.operations,
                        cost_.memory_bytes) != 0) {
    failWithoutMemory();
  }
  return text.data();
}

bool PasswordHasher::matches(const std::optional<std::string>& hash, const Secret& password) const {
  const std::string& plain = password.reveal();
  if (hash && hash->size() < crypto_pwhash_STRBYTES) {
    return crypto_pwhash_str_verify(hash->c_str(), plain.data(), plain.size()) == 0;
  }
  std::array<unsigned char, 32> out;
  constexpr std::array<unsigned char, crypto_pwhash_SALTBYTES> kSalt{};
  if (crypto_pwhash(out.data(), out.size(), plain.data(), plain.size(), kSalt.data(),
                    cost_.operations, cost_.memory_bytes, crypto_pwhash_ALG_ARGON2ID13) != 0) {
    failWithoutMemory();
  }
  return false;
}

bool PasswordHasher::isOutdated(const std::string& hash) const {
  return crypto_pwhash_str_needs_rehash(hash.c_str(), cost_.operations, cost_.memory_bytes) != 0;
}

}  // namespace itops::identity
