#pragma once

#include <string>
#include <vector>

#include "identity/callers.hpp"
#include "identity/directory_accounts.hpp"
#include "identity/directory_repository.hpp"
#include "identity/provider_kinds.hpp"
#include "identity/provider_secrets.hpp"
#include "itops/logger.hpp"
#include "itops/scheduler.hpp"

namespace itops::identity {

/// What a sync works with; references outlive it.
struct SyncParts {
  Database& database;
  Audit& audit;
  const Clock& clock;
  Logger& logger;
  const ProviderKinds& kinds;
  const ProviderSecrets& secrets;
  Callers& callers;
};

/// Brings accounts up to their directories without waiting for people to log in. A directory that
/// doesn't answer, or not in full, changes nothing. [job]
class DirectorySync {
 public:
  explicit DirectorySync(SyncParts parts) : parts_(parts), directory_(parts.audit, parts.clock) {}

  void run(const JobRun& run);

 private:
  void syncProvider(const Provider& provider, const JobRun& run);
  void syncBatch(const Provider& provider, const std::vector<DirectoryAccount>& accounts,
                 const std::vector<std::optional<DirectoryPerson>>& people, const JobRun& run);
  void syncOne(const Provider& provider, const DirectoryAccount& account,
               const std::optional<DirectoryPerson>& person, const JobRun& run);

  SyncParts parts_;
  DirectoryAccounts directory_;
};

}  // namespace itops::identity
