#include "identity/first_admin.hpp"

#include "identity/account_repository.hpp"
#include "identity/accounts.hpp"
#include "identity/acting_request.hpp"
#include "identity/group_repository.hpp"
#include "identity/name_key.hpp"
#include "identity/provider_repository.hpp"
#include "identity/session_repository.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

ActingRequest operatorAtTheMachine() {
  return ActingRequest({"command line", {}, PrincipalKind::kPerson}, "-", "-");
}

}  // namespace

bool FirstAdmin::isMissing() {
  bool missing = false;
  database_.transact([&](Transaction& transaction) { missing = !hasAccounts(transaction); });
  return missing;
}

void FirstAdmin::check(Transaction& transaction, const std::string& name,
                       const Secret& password) const {
  if (!isAccountName(name)) {
    throw Error(ErrorKind::kInvalid, "fields_invalid",
                "The name can't be an account's: expected 1 to 128 letters, digits, ._-@+ and "
                "blanks, a letter or digit first.");
  }
  const auto provider = findProvider(transaction, kLocalProvider);
  const auto policy = provider ? policyOf(*provider) : PasswordPolicy{};
  if (const auto refusal = refusalOf(policy, password.reveal(), name)) {
    throw Error(ErrorKind::kInvalid, "fields_invalid",
                "The password of '" + name + "' can't be used. " + *refusal);
  }
}

void FirstAdmin::makeAdmin(Transaction& transaction, std::int64_t account_id) const {
  for (const auto& group : listGroups(transaction)) {
    if (group.name == kAdmins) {
      addMember(transaction, group.id, account_id, "command line", std::nullopt, clock_.now());
    }
  }
}

void FirstAdmin::create(const std::string& name, const Secret& password) {
  database_.transact([&](Transaction& transaction) { check(transaction, name, password); });
  const auto hash = hasher_.hash(password);
  database_.transact([&](Transaction& transaction) {
    Account account{0, Uuid::generate(), kLocalProvider, name};
    account = insertAccount(transaction, account, std::nullopt, hash, clock_.now());
    makeAdmin(transaction, account.id);
    audit_.record(transaction, operatorAtTheMachine(),
                  {.action = "account.create",
                   .object_type = "account",
                   .object_id = account.uuid.toString(),
                   .object_name = name,
                   .after = accountAuditDocument(account)});
  });
}

void FirstAdmin::reset(const std::string& name, const Secret& password) {
  const auto hash = hasher_.hash(password);
  database_.transact([&](Transaction& transaction) {
    check(transaction, name, password);
    const auto key = foldedName(name).value_or(name);
    auto account = findAccountByName(transaction, kLocalProvider, key);
    if (!account) {
      throw Error(ErrorKind::kNotFound, "account_not_found",
                  "There is no local account '" + name + "'.");
    }
    account->disabled = false;
    updateAccount(transaction, *account, clock_.now());
    storePasswordHash(transaction, account->id, hash, clock_.now());
    endSessionsOf(transaction, account->id, "password changed", clock_.now());
    makeAdmin(transaction, account->id);
    audit_.record(transaction, operatorAtTheMachine(),
                  {.action = "account.reset",
                   .object_type = "account",
                   .object_id = account->uuid.toString(),
                   .object_name = account->name});
  });
}

}  // namespace itops::identity
