#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "config/auth_declaration.hpp"
#include "identity/provider.hpp"
#include "identity/provider_repository.hpp"

namespace itops::identity {

/// What is stored, for comparing with what is declared.
struct StoredProviders {
  std::vector<Provider> providers;
  std::map<std::string, std::vector<StoredMapping>> mappings;  ///< by provider
  std::int64_t generation = 0;  ///< of the last declaration that was applied
};

/// What a reconciliation does, or would do.
struct ReconcilePlan {
  std::vector<Provider> store = {};
  std::vector<std::string> remove = {};  ///< keys of providers
  std::map<std::string, std::vector<StoredMapping>> mappings = {};
  std::vector<std::string> changes = {};  ///< one line each, for people
  std::vector<std::string> refused = {};  ///< what is not done, and why
  std::string reason = {};                ///< why nothing at all is done; empty otherwise
};

/// The UUID of one of our groups by name or UUID; empty when there is none.
using GroupResolver = std::function<std::optional<std::string>(const std::string& name_or_uuid)>;

/// Compares. Only what is managed is ever changed or removed, and something is removed only when at
/// least one entry is declared, or `prune` says that none is meant. Pure but for `resolve`.
ReconcilePlan planReconciliation(const config::AuthDeclaration& declared,
                                 const StoredProviders& stored, const GroupResolver& resolve);

}  // namespace itops::identity
