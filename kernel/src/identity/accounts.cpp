#include "identity/accounts.hpp"

#include <boost/json.hpp>

#include "identity/name_key.hpp"
#include "identity/provider_repository.hpp"
#include "identity/session_repository.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

[[noreturn]] void refuseField(const std::string& field, const std::string& message) {
  throw Error(ErrorKind::kInvalid, "fields_invalid",
              "Nothing was stored, because some fields can't be used; see errors.", {},
              {{field, message}});
}

void checkName(const std::string& name) {
  if (!isAccountName(name)) {
    refuseField("name",
                "Expected 1 to 128 letters, digits, ._-@+ and blanks, a letter or digit "
                "first.");
  }
  if (isReservedName(name)) {
    refuseField("name", "This name stands for the platform itself: expected another one.");
  }
}

/// Without an @ it could be somebody else's name, and take that login over.
void checkEmail(const std::string& email) {
  if (email.empty() || email.find('@') != email.npos) return;
  refuseField("email", "Expected an address such as jane@corp.example, or nothing.");
}

AuditEntry entryOf(const char* action, const Account& account, std::string before = {},
                   std::string after = {}) {
  return {.action = action,
          .object_type = "account",
          .object_id = account.uuid.toString(),
          .object_name = account.name,
          .before = std::move(before),
          .after = std::move(after)};
}

}  // namespace

std::string accountAuditDocument(const Account& account) {
  return boost::json::serialize(boost::json::object{{"name", account.name},
                                                    {"displayName", account.display_name},
                                                    {"email", account.email},
                                                    {"provider", account.provider},
                                                    {"disabled", account.disabled}});
}

Account Accounts::find(Transaction& transaction, const std::string& uuid) const {
  const auto id = Uuid::parse(uuid);
  auto account = id ? findAccount(transaction, *id) : std::nullopt;
  if (account) return *std::move(account);
  throw Error(ErrorKind::kNotFound, "account_not_found", "There is no account '" + uuid + "'.");
}

Account Accounts::lock(Transaction& transaction, const std::string& uuid) const {
  if (const auto id = Uuid::parse(uuid)) lockAccount(transaction, *id);
  return find(transaction, uuid);
}

Page<Account> Accounts::list(const AccountFilter& filter) {
  Page<Account> page;
  database_.transact([&](Transaction& transaction) { page = listAccounts(transaction, filter); });
  return page;
}

Account Accounts::get(const std::string& uuid) {
  Account account;
  database_.transact([&](Transaction& transaction) { account = find(transaction, uuid); });
  return account;
}

void Accounts::checkPassword(Transaction& transaction, const Secret& password,
                             const std::string& name) const {
  const auto provider = findProvider(transaction, kLocalProvider);
  const auto policy = provider ? policyOf(*provider) : PasswordPolicy{};
  if (const auto refusal = refusalOf(policy, password.reveal(), name)) {
    refuseField("password", *refusal);
  }
}

Account Accounts::create(const Request& request, const Account& wanted, const Secret& password) {
  checkName(wanted.name);
  checkEmail(wanted.email);
  Account account = wanted;
  account.uuid = Uuid::generate();
  account.provider = kLocalProvider;
  database_.transact(
      [&](Transaction& transaction) { checkPassword(transaction, password, wanted.name); });
  const auto hash = hasher_.hash(password);
  database_.transact([&](Transaction& transaction) {
    account = insertAccount(transaction, account, std::nullopt, hash, clock_.now());
    audit_.record(transaction, request,
                  entryOf("account.create", account, {}, accountAuditDocument(account)));
  });
  callers_.refreshAfterChange();
  return account;
}

void Accounts::requireChangeable(Transaction& transaction, const Request& request,
                                 const Account& account, const AccountPatch& patch) const {
  rules_.requireCover(transaction, request, account);
  const bool directory_decides = patch.password || patch.display_name || patch.email;
  if (!directory_decides || account.isLocal()) return;
  throw Error(ErrorKind::kConflict, "account_managed",
              "The directory of the account '" + account.name +
                  "' decides about its password, display name and e-mail address: change them "
                  "there.");
}

Account Accounts::update(const Request& request, const std::string& uuid,
                         const AccountPatch& patch) {
  if (patch.email) checkEmail(*patch.email);
  Account account;
  std::optional<std::string> hash;
  if (patch.password) {
    database_.transact([&](Transaction& transaction) {
      account = find(transaction, uuid);
      requireChangeable(transaction, request, account, patch);
      checkPassword(transaction, *patch.password, account.name);
    });
    hash = hasher_.hash(*patch.password);
  }
  database_.transact([&](Transaction& transaction) {
    account = lock(transaction, uuid);
    requireChangeable(transaction, request, account, patch);
    change(transaction, request, account, patch, hash);
    account = find(transaction, uuid);
  });
  callers_.refreshAfterChange();
  return account;
}

void Accounts::change(Transaction& transaction, const Request& request, Account account,
                      const AccountPatch& patch, const std::optional<std::string>& password_hash) {
  const auto now = clock_.now();
  const auto before = accountAuditDocument(account);
  if (patch.display_name) account.display_name = *patch.display_name;
  if (patch.email) account.email = *patch.email;
  if (patch.disabled) account.disabled = *patch.disabled;
  if (patch.disabled.value_or(false)) {
    lockAdmins(transaction);
    if (!hasOtherAdmin(transaction, account.id)) {
      throw Error(ErrorKind::kConflict, "last_admin",
                  "The account '" + account.name +
                      "' is the last administrator who can come in: make another one first.");
    }
    endSessionsOf(transaction, account.id, "disabled", now);
  }
  updateAccount(transaction, account, now);
  audit_.record(transaction, request,
                entryOf("account.update", account, before, accountAuditDocument(account)));
  if (!password_hash) return;
  storePasswordHash(transaction, account.id, *password_hash, now);
  endSessionsOf(transaction, account.id, "password changed", now);
  audit_.record(transaction, request, entryOf("account.set_password", account));
}

std::int64_t Accounts::revokeSessions(const Request& request, const std::string& uuid) {
  std::int64_t count = 0;
  database_.transact([&](Transaction& transaction) {
    const auto account = lock(transaction, uuid);
    rules_.requireCover(transaction, request, account);
    count = endSessionsOf(transaction, account.id, "revoked", clock_.now());
    audit_.record(transaction, request, entryOf("account.revoke_sessions", account));
  });
  callers_.refreshAfterChange();
  return count;
}

void Accounts::changeOwnPassword(const Request& request, const Secret& current,
                                 const Secret& wanted) {
  std::optional<std::string> hash;
  Account account;
  database_.transact([&](Transaction& transaction) {
    account = find(transaction, request.principal().id);
    hash = findPasswordHash(transaction, account.id);
    checkPassword(transaction, wanted, account.name);
  });
  bool same = hasher_.matches(hash, current);
  const auto renewed = same ? hasher_.hash(wanted) : std::string();
  database_.transact([&](Transaction& transaction) {
    account = lock(transaction, request.principal().id);
    same = same && findPasswordHash(transaction, account.id) == hash;  // not reset meanwhile
    if (!same) return;
    storePasswordHash(transaction, account.id, renewed, clock_.now());
    endSessionsOf(transaction, account.id, "password changed", clock_.now());
    audit_.record(transaction, request, entryOf("account.set_password", account));
  });
  if (!same) {
    throw Error(ErrorKind::kForbidden, "password_wrong", "The current password is wrong.");
  }
  callers_.refreshAfterChange();
}

}  // namespace itops::identity
