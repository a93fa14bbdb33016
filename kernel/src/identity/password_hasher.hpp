#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "itops/secret.hpp"

namespace itops::identity {

/// What one argon2id hash costs; the default is libsodium's interactive cost.
struct HashingCost {
  unsigned long long operations = 2;
  std::size_t memory_bytes = std::size_t{64} * 1024 * 1024;
};

/// Hashes passwords with argon2id. Slow by design: some 50 ms and 64 MiB each. [any]
class PasswordHasher {
 public:
  explicit PasswordHasher(HashingCost cost = {}) : cost_(cost) {}

  /// The text to store: parameters, salt and hash. Throws Error(kUnavailable) without memory.
  std::string hash(const Secret& password) const;

  /// True when the password is the one of the hash. Without a hash it takes as long and is false,
  /// so that time doesn't tell whether an account exists.
  bool matches(const std::optional<std::string>& hash, const Secret& password) const;

  /// True when the hash was made at another cost.
  bool isOutdated(const std::string& hash) const;

 private:
  HashingCost cost_;
};

}  // namespace itops::identity
