#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace itops::identity {

/// The built-in groups by name.
inline constexpr std::string_view kAdmins = "itops-admins";
inline constexpr std::string_view kTrustAdmins = "itops-trust-admins";
inline constexpr std::string_view kOperators = "itops-operators";
inline constexpr std::string_view kUsers = "itops-users";

/// Every permission there is, and who of the built-in groups holds it. Whatever no rule grants,
/// only itops-admins hold. Constant once built. [any]
class PermissionCatalog {
 public:
  /// @param plugin_permissions those of all plugin descriptors
  explicit PermissionCatalog(const std::vector<std::string>& plugin_permissions);

  /// Sorted, each once.
  const std::vector<std::string>& all() const { return all_; }
  bool knows(std::string_view permission) const;

  /// What a built-in group grants; `*` for itops-admins. Empty for another name.
  std::vector<std::string> ofBuiltIn(std::string_view group) const;

 private:
  std::vector<std::string> all_;
};

/// True when whoever holds `held` may hand on each of `wanted`: nobody grants more than they have.
/// [any]
bool covers(const std::vector<std::string>& held, const std::vector<std::string>& wanted);

}  // namespace itops::identity
