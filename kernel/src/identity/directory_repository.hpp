#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "identity/account.hpp"
#include "itops/auth_provider.hpp"
#include "itops/database.hpp"

/// SQL of accounts that directories know. All functions throw as Database does. [any]
namespace itops::identity {

/// An account and what identifies it in its directory.
struct DirectoryAccount {
  std::int64_t id = 0;
  Uuid uuid;
  std::string external_id;
};

/// The UUID of the account of a directory's person; empty when it has none yet. Nobody else changes
/// it until the transaction ends.
std::optional<Uuid> lockPerson(Transaction& transaction, const std::string& provider,
                               const std::string& external_id);

/// Makes or renews the account of a directory's person; its UUID. An account that bears the name
/// but is somebody else's, who has left, gives the name up.
Uuid storePerson(Transaction& transaction, const std::string& provider,
                 const DirectoryPerson& person, Timestamp now);

/// Notes how the directory knows an account.
/// @param state present, absent or disabled
void noteDirectoryState(Transaction& transaction, std::int64_t account_id, const std::string& state,
                        Timestamp now);

/// Accounts of a provider behind an id, in the order of ids.
std::vector<DirectoryAccount> directoryAccountsAfter(Database& database,
                                                     const std::string& provider, std::int64_t id,
                                                     int limit);

/// Whether the newest entry of the audit trail about its groups says that it was kept as the last
/// administrator.
bool lastSyncKeptAdmin(Transaction& transaction, const Uuid& account);

/// By id of the group that an account is a member of: whether it is because this provider's
/// directory says so, or has said so.
std::map<std::int64_t, bool> membershipsOf(Transaction& transaction, std::int64_t account_id,
                                           const std::string& provider);

}  // namespace itops::identity
