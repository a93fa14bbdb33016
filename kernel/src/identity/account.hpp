#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops::identity {

/// Key of the provider of local accounts.
inline constexpr const char* kLocalProvider = "local";

/// A person, as stored.
struct Account {
  std::int64_t id = 0;
  Uuid uuid;
  std::string provider;
  std::string name;
  std::string display_name = {};
  std::string email = {};
  bool disabled = false;
  std::string directory_state = "present";  ///< present, absent or disabled
  Timestamp created_at{};
  std::optional<Timestamp> last_login_at = {};
  std::vector<std::string> groups = {};  ///< names, sorted

  bool isLocal() const { return provider == kLocalProvider; }
  /// True unless it was disabled here or in its directory, or is gone from there.
  bool mayComeIn() const { return !disabled && directory_state == "present"; }
};

/// A group of accounts, as stored.
struct AccountGroup {
  std::int64_t id = 0;
  Uuid uuid;
  std::string name;
  std::string description = {};
  bool built_in = false;
  std::vector<std::string> permissions = {};  ///< of an own group
  std::int64_t member_count = 0;
};

}  // namespace itops::identity
