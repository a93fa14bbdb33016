#pragma once

#include <optional>
#include <string>

#include "identity/access_rules.hpp"
#include "identity/account.hpp"
#include "identity/account_repository.hpp"
#include "identity/callers.hpp"
#include "identity/password_hasher.hpp"
#include "itops/audit.hpp"
#include "itops/clock.hpp"
#include "itops/database.hpp"

namespace itops::identity {

/// A change to an account; what is empty stays.
struct AccountPatch {
  std::optional<std::string> display_name = {};
  std::optional<std::string> email = {};
  std::optional<bool> disabled = {};
  std::optional<Secret> password = {};
};

/// Accounts as people manage them. Changes are audited and reach this replica at once. Passwords
/// are hashed outside of transactions, as that takes a while. [any]
class Accounts {
 public:
  /// References outlive this object.
  Accounts(Database& database, Audit& audit, const Clock& clock, const PasswordHasher& hasher,
           const AccessRules& rules, Callers& callers)
      : database_(database),
        audit_(audit),
        clock_(clock),
        hasher_(hasher),
        rules_(rules),
        callers_(callers) {}

  Page<Account> list(const AccountFilter& filter);
  /// Throws Error(kNotFound, "account_not_found").
  Account get(const std::string& uuid);

  /// Makes a local account. Throws Error(kInvalid, "fields_invalid") for a name or password that
  /// can't be, Error(kConflict, "account_exists").
  Account create(const Request& request, const Account& wanted, const Secret& password);

  /// Throws as get(), Error(kConflict, "last_admin") rather than to lock everybody out,
  /// Error(kForbidden, "rights_exceeded") about an account that may more than the caller, and
  /// Error(kConflict, "account_managed") for what a directory decides.
  Account update(const Request& request, const std::string& uuid, const AccountPatch& patch);

  /// Ends all sessions of an account; how many there were. Throws as get(), and
  /// Error(kForbidden, "rights_exceeded").
  std::int64_t revokeSessions(const Request& request, const std::string& uuid);

  /// A new password for the caller, who knows the old one. Ends the other sessions. Throws
  /// Error(kForbidden, "password_wrong").
  void changeOwnPassword(const Request& request, const Secret& current, const Secret& wanted);

 private:
  Account find(Transaction& transaction, const std::string& uuid) const;
  Account lock(Transaction& transaction, const std::string& uuid) const;
  void requireChangeable(Transaction& transaction, const Request& request, const Account& account,
                         const AccountPatch& patch) const;
  void checkPassword(Transaction& transaction, const Secret& password,
                     const std::string& name) const;
  void change(Transaction& transaction, const Request& request, Account account,
              const AccountPatch& patch, const std::optional<std::string>& password_hash);

  Database& database_;
  Audit& audit_;
  const Clock& clock_;
  const PasswordHasher& hasher_;
  const AccessRules& rules_;
  Callers& callers_;
};

/// What the trail shows of an account. [any]
std::string accountAuditDocument(const Account& account);

}  // namespace itops::identity
