#include "identity/account_repository.hpp"

#include <algorithm>

#include "identity/name_key.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

#define ITOPS_ACCOUNT_COLUMNS                                                              \
  "SELECT a.id, a.uuid, a.provider, a.name, a.display_name, a.email, a.disabled, "         \
  "a.directory_state, a.created_at, a.last_login_at, a.name_key, "                         \
  "ARRAY(SELECT g.name FROM kernel.account_group_member m JOIN kernel.account_group g ON " \
  "g.id = m.group_id WHERE m.account_id = a.id ORDER BY g.name) AS groups FROM kernel.account a "

constexpr Statement kFindAccount{"identity.find_account",
                                 ITOPS_ACCOUNT_COLUMNS "WHERE a.uuid = $1"};

constexpr Statement kLockAccount{"identity.lock_account",
                                 "SELECT id FROM kernel.account WHERE uuid = $1 FOR NO KEY UPDATE"};

constexpr Statement kFindByName{"identity.find_account_by_name",
                                ITOPS_ACCOUNT_COLUMNS "WHERE a.provider = $1 AND a.name_key = $2"};

constexpr Statement kFindByEmail{"identity.find_account_by_email", ITOPS_ACCOUNT_COLUMNS
                                 "WHERE a.email_key = $1 AND a.provider = 'local' LIMIT 2"};

constexpr Statement kFindAllByName{"identity.find_accounts_by_name", ITOPS_ACCOUNT_COLUMNS
                                   "WHERE a.name_key = $1 ORDER BY a.id LIMIT 100"};

constexpr Statement kListAccounts{"identity.list_accounts", ITOPS_ACCOUNT_COLUMNS R"(
WHERE ($1::text IS NULL OR a.name ILIKE $1 OR a.display_name ILIKE $1 OR a.email ILIKE $1)
  AND ($2::text IS NULL OR EXISTS (
    SELECT FROM kernel.account_group_member m JOIN kernel.account_group g ON g.id = m.group_id
    WHERE m.account_id = a.id AND (g.name_key = $2 OR g.uuid::text = $2)))
  AND ($3::text IS NULL OR a.provider = $3)
  AND ($4::text IS NULL OR (a.name_key, a.id) > ($4, $5::bigint))
ORDER BY a.name_key, a.id LIMIT $6)"};

constexpr Statement kPasswordHash{"identity.find_password_hash",
                                  "SELECT password_hash FROM kernel.account WHERE id = $1"};

constexpr Statement kInsertAccount{"identity.insert_account", R"(
INSERT INTO kernel.account (uuid, provider, external_id, name, name_key, display_name, email,
                            email_key, password_hash, disabled, created_at, updated_at)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11)
ON CONFLICT (provider, name_key) DO NOTHING RETURNING id)"};

constexpr Statement kUpdateAccount{"identity.update_account", R"(
UPDATE kernel.account SET display_name = $2, email = $3, email_key = $4, disabled = $5,
                          updated_at = $6 WHERE id = $1)"};

constexpr Statement kStorePassword{"identity.store_password", R"(
UPDATE kernel.account SET password_hash = $2, updated_at = $3 WHERE id = $1)"};

constexpr Statement kNoteLogin{"identity.note_login",
                               "UPDATE kernel.account SET last_login_at = $2 WHERE id = $1"};

constexpr Statement kOtherAdmin{"identity.other_admin", R"(
SELECT EXISTS (
  SELECT FROM kernel.account a
  JOIN kernel.account_group_member m ON m.account_id = a.id
  JOIN kernel.account_group g ON g.id = m.group_id
  WHERE g.name_key = 'itops-admins' AND a.id <> $1 AND NOT a.disabled
    AND a.directory_state = 'present'
    AND EXISTS (SELECT FROM kernel.auth_provider p WHERE p.key = a.provider AND p.enabled)
) AS found)"};

constexpr Statement kLockAdmins{"identity.lock_admins", R"(
SELECT id FROM kernel.account_group WHERE name_key = 'itops-admins' FOR UPDATE)"};

constexpr Statement kHasAccounts{"identity.has_accounts",
                                 "SELECT EXISTS (SELECT FROM kernel.account) AS found"};

Account accountFrom(const Rows::Row& row) {
  Account account;
  account.id = row.integer("id");
  account.uuid = row.uuid("uuid");
  account.provider = row.text("provider");
  account.name = row.text("name");
  account.display_name = row.text("display_name");
  account.email = row.text("email");
  account.disabled = row.boolean("disabled");
  account.directory_state = row.text("directory_state");
  account.created_at = row.timestamp("created_at");
  account.last_login_at = row.optionalTimestamp("last_login_at");
  account.groups = row.textArray("groups");
  return account;
}

std::optional<Account> single(const Rows& rows) {
  if (rows.size() != 1) return std::nullopt;
  return accountFrom(rows[0]);
}

std::string emailKey(const std::string& email) {
  return foldedName(email).value_or("");
}

}  // namespace

std::optional<Account> findAccount(Transaction& transaction, const Uuid& uuid) {
  return single(transaction.run(kFindAccount, uuid));
}

std::optional<Account> lockAccount(Transaction& transaction, const Uuid& uuid) {
  transaction.run(kLockAccount, uuid);
  return findAccount(transaction, uuid);
}

std::optional<Account> findAccountByName(Transaction& transaction, const std::string& provider,
                                         const std::string& name_key) {
  return single(transaction.run(kFindByName, provider, name_key));
}

std::optional<Account> findLocalByEmail(Transaction& transaction, const std::string& email_key) {
  return single(transaction.run(kFindByEmail, email_key));
}

std::vector<Account> findAccountsByName(Transaction& transaction, const std::string& name_key) {
  std::vector<Account> accounts;
  for (const auto row : transaction.run(kFindAllByName, name_key)) {
    accounts.push_back(accountFrom(row));
  }
  return accounts;
}

std::optional<std::string> findPasswordHash(Transaction& transaction, std::int64_t account_id) {
  const Rows rows = transaction.run(kPasswordHash, account_id);
  return rows.empty() ? std::nullopt : rows[0].optionalText("password_hash");
}

Page<Account> listAccounts(Transaction& transaction, const AccountFilter& filter) {
  std::optional<std::string> key;
  std::optional<std::int64_t> id;
  if (filter.cursor) {
    key = filter.cursor->key;
    id = filter.cursor->id;
  }
  const auto group = filter.group ? foldedName(*filter.group) : std::nullopt;
  const Rows rows = transaction.run(kListAccounts, likePattern(filter.text), group, filter.provider,
                                    key, id, filter.limit + 1);
  Page<Account> page;
  for (int i = 0; i < std::min(rows.size(), filter.limit); ++i) {
    page.items.push_back(accountFrom(rows[i]));
  }
  if (rows.size() > filter.limit) {
    const auto last = rows[filter.limit - 1];
    page.next_cursor =
        encodeCursor(kAccountList, {std::string(last.text("name_key")), last.integer("id")});
  }
  return page;
}

Account insertAccount(Transaction& transaction, const Account& account,
                      const std::optional<std::string>& external_id,
                      const std::optional<std::string>& password_hash, Timestamp now) {
  const Rows rows =
      transaction.run(kInsertAccount, account.uuid, account.provider, external_id, account.name,
                      foldedName(account.name).value_or(account.name), account.display_name,
                      account.email, emailKey(account.email), password_hash, account.disabled, now);
  if (rows.empty()) {
    throw Error(ErrorKind::kConflict, "account_exists",
                "There is an account '" + account.name + "' already: take another name.");
  }
  Account stored = account;
  stored.id = rows[0].integer("id");
  stored.created_at = now;
  return stored;
}

void updateAccount(Transaction& transaction, const Account& account, Timestamp now) {
  transaction.run(kUpdateAccount, account.id, account.display_name, account.email,
                  emailKey(account.email), account.disabled, now);
}

void storePasswordHash(Transaction& transaction, std::int64_t account_id, const std::string& hash,
                       Timestamp now) {
  transaction.run(kStorePassword, account_id, hash, now);
}

void noteLogin(Transaction& transaction, std::int64_t account_id, Timestamp now) {
  transaction.run(kNoteLogin, account_id, now);
}

bool hasOtherAdmin(Transaction& transaction, std::int64_t account_id) {
  return transaction.run(kOtherAdmin, account_id)[0].boolean("found");
}

void lockAdmins(Transaction& transaction) {
  transaction.run(kLockAdmins);
}

bool hasAccounts(Transaction& transaction) {
  return transaction.run(kHasAccounts)[0].boolean("found");
}

}  // namespace itops::identity
