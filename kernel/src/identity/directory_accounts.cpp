#include "identity/directory_accounts.hpp"

#include <boost/json.hpp>

#include "identity/account_repository.hpp"
#include "identity/directory_repository.hpp"
#include "identity/group_matching.hpp"
#include "identity/group_repository.hpp"
#include "identity/name_key.hpp"
#include "identity/permission_catalog.hpp"
#include "identity/provider_repository.hpp"
#include "identity/session_repository.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

constexpr std::size_t kPersonTextBytesMax = 255;

/// A directory may hold anything; what is shown stays short and readable.
DirectoryPerson shown(DirectoryPerson person) {
  person.display_name = readableText(person.display_name, kPersonTextBytesMax);
  person.email = readableText(person.email, kPersonTextBytesMax);
  return person;
}

boost::json::array namesJson(const std::vector<std::string>& names) {
  return boost::json::array(names.begin(), names.end());
}

}  // namespace

Account DirectoryAccounts::apply(Transaction& transaction, const std::string& provider,
                                 const DirectoryPerson& person, const Request& actor) {
  const Uuid uuid = store(transaction, provider, person);
  const auto account = findAccount(transaction, uuid).value();
  noteDirectoryState(transaction, account.id, person.disabled ? "disabled" : "present",
                     clock_.now());
  if (person.disabled) {
    end(transaction, account, "disabled in the directory", actor);
  } else {
    record(transaction, actor, account, setGroups(transaction, account, person.groups, false));
  }
  return findAccount(transaction, uuid).value();
}

// A name is judged last: whoever is known is blocked, or loses groups, under any name.
Uuid DirectoryAccounts::store(Transaction& transaction, const std::string& provider,
                              const DirectoryPerson& person) {
  auto known = lockPerson(transaction, provider, person.external_id);
  const bool usable =
      isDirectoryName(person.name) && !isReservedName(person.name) && !person.external_id.empty();
  if (usable) return storePerson(transaction, provider, shown(person), clock_.now());
  if (known) return *known;
  throw Error(ErrorKind::kForbidden, "account_name_invalid",
              "The directory's name of this person can't be an account's: expected 1 to 128 "
              "letters, digits, blanks and ._-@+'()!$~, a letter or digit first.");
}

void DirectoryAccounts::applyAbsence(Transaction& transaction, const Uuid& uuid,
                                     const Request& actor) {
  const auto account = lockAccount(transaction, uuid);
  if (!account) return;
  noteDirectoryState(transaction, account->id, "absent", clock_.now());
  end(transaction, *account, "absent from the directory", actor);
}

void DirectoryAccounts::revoke(Transaction& transaction, const Account& account,
                               const Request& actor) {
  end(transaction, account, "provider removed", actor);
}

void DirectoryAccounts::end(Transaction& transaction, const Account& account, const char* reason,
                            const Request& actor) {
  const auto change = setGroups(transaction, account, {}, true);
  endSessionsOf(transaction, account.id, reason, clock_.now());
  record(transaction, actor, account, change);
}

DirectoryChange DirectoryAccounts::setGroups(Transaction& transaction, const Account& account,
                                             const std::vector<DirectoryGroup>& of_person,
                                             bool gone) {
  const auto groups = listGroups(transaction);
  const auto match = matchGroups(groups, listMappings(transaction, account.provider), of_person);
  const auto memberships = membershipsOf(transaction, account.id, account.provider);
  DirectoryChange change;
  for (const auto& group : groups) {
    const auto membership = memberships.find(group.id);
    const bool is_in = membership != memberships.end();
    const bool given = is_in && membership->second;
    if (!given && !match.managed.contains(group.id)) continue;
    const bool wanted = !gone && match.wanted.contains(group.id);
    if (wanted && !is_in) {
      addMember(transaction, group.id, account.id, account.provider, account.provider,
                clock_.now());
      change.joined.push_back(group.name);
    } else if (!wanted && is_in && leave(transaction, account, group, gone, change)) {
      change.left.push_back(group.name);
    }
  }
  return change;
}

// Whoever can't come in any more is no administrator whom anybody could need: only of those who
// stay is the last one kept.
bool DirectoryAccounts::leave(Transaction& transaction, const Account& account,
                              const AccountGroup& group, bool gone, DirectoryChange& change) {
  if (group.name == kAdmins && !gone) {
    lockAdmins(transaction);
    change.kept_last_admin = !hasOtherAdmin(transaction, account.id);
    if (change.kept_last_admin) return false;
  }
  return removeMember(transaction, group.id, account.id);
}

void DirectoryAccounts::record(Transaction& transaction, const Request& actor,
                               const Account& account, const DirectoryChange& change) {
  if (change.joined.empty() && change.left.empty()) {
    // Told once, not with every sync.
    if (!change.kept_last_admin || lastSyncKeptAdmin(transaction, account.uuid)) return;
  }
  boost::json::object after{{"joined", namesJson(change.joined)}, {"left", namesJson(change.left)}};
  if (change.kept_last_admin) after["keptLastAdmin"] = true;
  audit_.record(transaction, actor,
                {.action = "account.sync",
                 .object_type = "account",
                 .object_id = account.uuid.toString(),
                 .object_name = account.name,
                 .after = boost::json::serialize(after)});
}

}  // namespace itops::identity
