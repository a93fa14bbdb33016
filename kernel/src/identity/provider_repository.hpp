#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/provider.hpp"
#include "itops/database.hpp"

/// SQL of providers and group mappings. All functions throw as Database does. [any]
namespace itops::identity {

/// A directory's group and the group of ours that it stands for.
struct StoredMapping {
  std::string directory_group;
  std::string group_uuid;

  auto operator<=>(const StoredMapping&) const = default;
};

/// In the order in which they are asked: the default first.
std::vector<Provider> listProviders(Transaction& transaction);
std::optional<Provider> findProvider(Transaction& transaction, const std::string& key);

/// Creates it, or replaces what is stored under its key.
void storeProvider(Transaction& transaction, const Provider& provider, Timestamp now);
void deleteProvider(Transaction& transaction, const std::string& key);

std::vector<StoredMapping> listMappings(Transaction& transaction, const std::string& provider);
/// Replaces all mappings of a provider.
void storeMappings(Transaction& transaction, const std::string& provider,
                   const std::vector<StoredMapping>& mappings);

/// The UUID of a group by its name or UUID; empty when there is none.
std::optional<std::string> resolveGroup(Transaction& transaction, const std::string& name_or_uuid);

/// Holds other replicas' reconciliation off until the transaction ends.
void lockReconciliation(Transaction& transaction);

}  // namespace itops::identity
