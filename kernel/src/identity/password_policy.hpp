#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace itops::identity {

/// What a new password of a local account must have. A value.
struct PasswordPolicy {
  static constexpr int kMinLengthLeast = 8;
  static constexpr std::size_t kBytesMax = 1024;

  int min_length = 12;  ///< characters
  bool require_uppercase = true;
  bool require_digit = true;

  bool operator==(const PasswordPolicy&) const = default;
};

/// One sentence that says what is asked for when the password falls short; empty when it is fine.
/// Never holds the password. [any]
/// @param name of the account, which the password must not be
std::optional<std::string> refusalOf(const PasswordPolicy& policy, std::string_view password,
                                     std::string_view name);

}  // namespace itops::identity
