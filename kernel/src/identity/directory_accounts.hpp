#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/account.hpp"
#include "itops/audit.hpp"
#include "itops/auth_provider.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::identity {

/// What bringing an account up to its directory did.
struct DirectoryChange {
  std::vector<std::string> joined;  ///< names of groups
  std::vector<std::string> left;
  bool kept_last_admin = false;  ///< stays in itops-admins, as nobody else could come in
};

/// Keeps accounts as their directory has them: made at the first login, in those groups that the
/// directory decides about and no others of these. Groups that it doesn't decide about are left
/// alone. [any]
class DirectoryAccounts {
 public:
  /// References outlive this object.
  DirectoryAccounts(Audit& audit, const Clock& clock) : audit_(audit), clock_(clock) {}

  /// The person's account as of now; a disabled person's loses sessions and managed groups.
  /// Throws Error(kForbidden, "account_name_invalid") for a name that no account can have.
  Account apply(Transaction& transaction, const std::string& provider,
                const DirectoryPerson& person, const Request& actor);

  /// The same for an account whose person has left the directory.
  void applyAbsence(Transaction& transaction, const std::string& provider, std::int64_t account_id,
                    const Request& actor);

  /// Takes all managed groups and sessions from an account that nobody vouches for any more.
  void revoke(Transaction& transaction, const Account& account, const Request& actor);

 private:
  DirectoryChange setGroups(Transaction& transaction, const std::string& provider,
                            std::int64_t account_id, const std::vector<DirectoryGroup>& of_person,
                            bool gone);
  void record(Transaction& transaction, const Request& actor, const std::string& id,
              const std::string& name, const DirectoryChange& change);

  Audit& audit_;
  const Clock& clock_;
};

}  // namespace itops::identity
