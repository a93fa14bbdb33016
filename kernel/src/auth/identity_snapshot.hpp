#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>

#include "itops/auth.hpp"
#include "itops/timestamp.hpp"

namespace itops::auth {

/// A named API key as requests are checked against it.
struct NamedKey {
  std::shared_ptr<const Principal> principal;  ///< shared with requests under way
  std::optional<Timestamp> expires_at;
};

/// Everybody who may come in, at one moment: read as a whole, never changed. So a request costs no
/// query, and what changes reaches it with the next snapshot.
struct IdentitySnapshot {
  std::int64_t version = 0;
  /// By UUID of the account; only those that may come in. Shared with requests under way.
  std::unordered_map<std::string, std::shared_ptr<const Principal>> people = {};
  /// Sessions that ended while their access tokens may still be about, and whose they were: UUIDs.
  std::unordered_map<std::string, std::string> ended_sessions = {};
  /// By digest of the key.
  std::unordered_map<std::string, NamedKey> keys = {};
};

}  // namespace itops::auth
