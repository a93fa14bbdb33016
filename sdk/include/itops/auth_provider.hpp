#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/export.hpp"
#include "itops/secret.hpp"

namespace itops {

/// A group as a directory knows it. A value.
struct DirectoryGroup {
  std::string dn;    ///< the directory's own spelling
  std::string name;  ///< common name
};

/// A person as a directory knows it. A value.
struct DirectoryPerson {
  std::string external_id;  ///< stays when the person is renamed or moved; never empty
  std::string name;         ///< login name
  std::string email = {};
  std::string display_name = {};
  bool disabled = false;                    ///< blocked or expired in the directory
  std::vector<DirectoryGroup> groups = {};  ///< direct and nested ones
};

/// A declared provider, as a plugin needs it for one call. A value.
struct ProviderSettings {
  std::string key;  ///< stable id of the provider
  /// By dotted names as declared, such as `userAttrs.username`; only what is declared or has a
  /// default is there.
  std::map<std::string, std::vector<std::string>, std::less<>> values;
  Secret bind_password;  ///< read anew for each call, so that it can be rotated

  /// The first value; empty when there is none. [any]
  std::string text(std::string_view name) const {
    const auto found = values.find(name);
    return found == values.end() || found->second.empty() ? std::string() : found->second.front();
  }
};

/// Knows people by an outside directory. Implemented by a plugin for one kind of provider; called
/// from several threads at once.
class ITOPS_EXPORT AuthProvider {
 public:
  virtual ~AuthProvider() = default;

  /// The person whom login and password belong to; empty when there is none, or more than one, or
  /// the password is wrong, which must look the same and take as long. Throws
  /// Error(kUnavailable) when the directory doesn't answer, or not in full. [any], may block
  virtual std::optional<DirectoryPerson> authenticate(const ProviderSettings& settings,
                                                      const std::string& login,
                                                      const Secret& password) = 0;

  /// The people with these ids, in their order; empty for one who is certainly not there any more.
  /// Throws Error(kUnavailable) for every doubt: an error is never an absence. [any], may block
  virtual std::vector<std::optional<DirectoryPerson>> lookUp(
      const ProviderSettings& settings, const std::vector<std::string>& external_ids) = 0;
};

/// Where a plugin says that it can ask directories. The kernel removes it before `stop()`.
/// `need<AuthProviders>()` succeeds in the core role; kernel-owned.
class ITOPS_EXPORT AuthProviders {
 public:
  static constexpr std::string_view kInterfaceId = "itops.auth_providers/1";

  /// Registers who serves declared providers of a kind, such as `ldap`. Throws Error(kConflict,
  /// "provider_kind_duplicate") when somebody does already. [main], in start() only.
  virtual void add(std::string kind, std::unique_ptr<AuthProvider> provider) = 0;

 protected:
  ~AuthProviders() = default;
};

}  // namespace itops
