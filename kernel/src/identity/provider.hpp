#pragma once

#include <boost/json.hpp>
#include <string>
#include <vector>

#include "identity/password_policy.hpp"
#include "itops/auth_provider.hpp"
#include "itops/uuid.hpp"

namespace itops::identity {

/// A provider, as stored.
struct Provider {
  std::string key;
  Uuid uuid = {};
  std::string kind;
  std::string display_name;
  bool is_default = false;
  bool enabled = true;
  int position = 0;  ///< in which order directories are asked
  boost::json::object config = {};

  /// Declared in Git, so that reconciliation changes and deletes it.
  bool isManaged() const;
};

/// Marks the rows that reconciliation owns, in their config.
inline constexpr const char* kManagedMark = "_managedByGitOps";

/// The policy in the config of the local provider; what is not there has its default. [any]
PasswordPolicy policyOf(const Provider& provider);

/// Config of a provider as the plugin that serves it reads it. [any]
ProviderSettings settingsOf(const Provider& provider, const Secret& bind_password);

}  // namespace itops::identity
