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
/// directory decides about and no others of these. It decides about mapped groups, and about every
/// membership that it ever gave. Others are left alone. [any]
class DirectoryAccounts {
 public:
  /// References outlive this object.
  DirectoryAccounts(Audit& audit, const Clock& clock) : audit_(audit), clock_(clock) {}

  /// The person's account as of now; a disabled person's loses sessions and managed groups. One
  /// that the directory gives a name which no account can have keeps its own. Throws
  /// Error(kForbidden, "account_name_invalid") when it has none yet.
  Account apply(Transaction& transaction, const std::string& provider,
                const DirectoryPerson& person, const Request& actor);

  /// The same for an account whose person has left the directory.
  void applyAbsence(Transaction& transaction, const Uuid& uuid, const Request& actor);

  /// Takes all managed groups and sessions from an account that nobody vouches for any more.
  void revoke(Transaction& transaction, const Account& account, const Request& actor);

 private:
  Uuid store(Transaction& transaction, const std::string& provider, const DirectoryPerson& person);
  void end(Transaction& transaction, const Account& account, const char* reason,
           const Request& actor);
  DirectoryChange setGroups(Transaction& transaction, const Account& account,
                            const std::vector<DirectoryGroup>& of_person, bool gone);
  bool leave(Transaction& transaction, const Account& account, const AccountGroup& group, bool gone,
             DirectoryChange& change);
  void record(Transaction& transaction, const Request& actor, const Account& account,
              const DirectoryChange& change);

  Audit& audit_;
  const Clock& clock_;
};

}  // namespace itops::identity
