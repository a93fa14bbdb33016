#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "itops/secret.hpp"
#include "itops/timestamp.hpp"

namespace itops::auth {

/// What an access token says.
struct AccessClaims {
  std::string account;  ///< UUID
  std::string session;  ///< UUID
  Timestamp expires_at;
};

/// Signs and verifies access tokens: JWT, HS256 and nothing else. [any]
class AccessTokens {
 public:
  explicit AccessTokens(const Secret& key);
  ~AccessTokens();

  std::string issue(const AccessClaims& claims, Timestamp now) const;

  /// The claims of a token that we issued and that has not expired; empty for anything else. Only
  /// the header that we write is taken, so no token chooses its algorithm or its key.
  std::optional<AccessClaims> verify(std::string_view token, Timestamp now) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace itops::auth
