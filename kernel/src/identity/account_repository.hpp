#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/account.hpp"
#include "itops/database.hpp"
#include "itops/query.hpp"

/// SQL of accounts. All functions throw as Database does. [any]
namespace itops::identity {

/// A page request of GET /api/v1/accounts.
struct AccountFilter {
  std::optional<std::string> text;  ///< part of name, display name or e-mail
  std::optional<std::string> group;
  std::optional<std::string> provider;
  int limit = kPageLimitDefault;
  std::optional<PageCursor> cursor;
};

/// Name of the list that its cursors belong to.
inline constexpr std::string_view kAccountList = "accounts";

std::optional<Account> findAccount(Transaction& transaction, const Uuid& uuid);
/// The same; nobody else changes it until the transaction ends. Whoever takes lockAdmins() too
/// takes it afterwards.
std::optional<Account> lockAccount(Transaction& transaction, const Uuid& uuid);
std::optional<Account> findAccountByName(Transaction& transaction, const std::string& provider,
                                         const std::string& name_key);
/// The one local account with that address; empty when there is none or more than one.
std::optional<Account> findLocalByEmail(Transaction& transaction, const std::string& email_key);
/// Of any provider, for attempts that no declared provider stands behind.
std::vector<Account> findAccountsByName(Transaction& transaction, const std::string& name_key);
std::optional<std::string> findPasswordHash(Transaction& transaction, std::int64_t account_id);

Page<Account> listAccounts(Transaction& transaction, const AccountFilter& filter);

/// Throws Error(kConflict, "account_exists") for a taken name.
Account insertAccount(Transaction& transaction, const Account& account,
                      const std::optional<std::string>& external_id,
                      const std::optional<std::string>& password_hash, Timestamp now);
/// Stores display name, e-mail and whether it is disabled.
void updateAccount(Transaction& transaction, const Account& account, Timestamp now);
void storePasswordHash(Transaction& transaction, std::int64_t account_id, const std::string& hash,
                       Timestamp now);
void noteLogin(Transaction& transaction, std::int64_t account_id, Timestamp now);

/// Whether anybody of itops-admins, other than this account, may come in.
bool hasOtherAdmin(Transaction& transaction, std::int64_t account_id);
/// Keeps others from taking administrators away until the transaction ends.
void lockAdmins(Transaction& transaction);
bool hasAccounts(Transaction& transaction);

}  // namespace itops::identity
