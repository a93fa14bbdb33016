#include "identity/directory_accounts.hpp"

#include <algorithm>
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

constexpr std::size_t kTextBytesMax = 255;

/// A directory may hold anything; what is shown stays short and readable.
std::string shortened(const std::string& text) {
  std::string kept = text.substr(0, kTextBytesMax);
  while (kept.size() < text.size() && !kept.empty() &&
         (static_cast<unsigned char>(text[kept.size()]) & 0xC0) == 0x80) {
    kept.pop_back();
  }
  std::erase_if(kept, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  return kept;
}

DirectoryPerson checked(DirectoryPerson person) {
  if (!isAccountName(person.name) || person.external_id.empty()) {
    throw Error(ErrorKind::kForbidden, "account_name_invalid",
                "The directory's name of this person can't be an account's: expected 1 to 128 "
                "letters, digits and ._-@+ and blanks.");
  }
  person.display_name = shortened(person.display_name);
  person.email = shortened(person.email);
  return person;
}

boost::json::array namesJson(const std::vector<std::string>& names) {
  return boost::json::array(names.begin(), names.end());
}

}  // namespace

Account DirectoryAccounts::apply(Transaction& transaction, const std::string& provider,
                                 const DirectoryPerson& person, const Request& actor) {
  const auto now = clock_.now();
  const auto known = checked(person);
  const Uuid uuid = storePerson(transaction, provider, known, now);
  auto account = findAccount(transaction, uuid).value();
  noteDirectoryState(transaction, account.id, known.disabled ? "disabled" : "present", now);
  const auto change = setGroups(transaction, provider, account.id, known.groups, known.disabled);
  if (known.disabled) endSessionsOf(transaction, account.id, "disabled in the directory", now);
  record(transaction, actor, uuid.toString(), account.name, change);
  return findAccount(transaction, uuid).value();
}

void DirectoryAccounts::applyAbsence(Transaction& transaction, const std::string& provider,
                                     std::int64_t account_id, const Request& actor) {
  const auto now = clock_.now();
  noteDirectoryState(transaction, account_id, "absent", now);
  const auto change = setGroups(transaction, provider, account_id, {}, true);
  endSessionsOf(transaction, account_id, "absent from the directory", now);
  record(transaction, actor, std::to_string(account_id), provider, change);
}

void DirectoryAccounts::revoke(Transaction& transaction, const Account& account,
                               const Request& actor) {
  const auto change = setGroups(transaction, account.provider, account.id, {}, true);
  endSessionsOf(transaction, account.id, "provider removed", clock_.now());
  record(transaction, actor, account.uuid.toString(), account.name, change);
}

// Whoever can't come in any more is no administrator whom anybody could need: only of those who
// stay is the last one kept.
DirectoryChange DirectoryAccounts::setGroups(Transaction& transaction, const std::string& provider,
                                             std::int64_t account_id,
                                             const std::vector<DirectoryGroup>& of_person,
                                             bool gone) {
  const auto groups = listGroups(transaction);
  const auto match = matchGroups(groups, listMappings(transaction, provider), of_person);
  const auto now_in = groupIdsOf(transaction, account_id);
  DirectoryChange change;
  for (const auto& group : groups) {
    if (!match.managed.contains(group.id)) continue;
    const bool wanted = !gone && match.wanted.contains(group.id);
    const bool is_in = std::find(now_in.begin(), now_in.end(), group.id) != now_in.end();
    if (wanted == is_in) continue;
    if (wanted) {
      addMember(transaction, group.id, account_id, provider, clock_.now());
      change.joined.push_back(group.name);
      continue;
    }
    if (group.name == kAdmins && !gone) {
      lockAdmins(transaction);
      change.kept_last_admin = !hasOtherAdmin(transaction, account_id);
      if (change.kept_last_admin) continue;
    }
    removeMember(transaction, group.id, account_id);
    change.left.push_back(group.name);
  }
  return change;
}

void DirectoryAccounts::record(Transaction& transaction, const Request& actor,
                               const std::string& id, const std::string& name,
                               const DirectoryChange& change) {
  if (change.joined.empty() && change.left.empty() && !change.kept_last_admin) return;
  boost::json::object after{{"joined", namesJson(change.joined)}, {"left", namesJson(change.left)}};
  if (change.kept_last_admin) after["keptLastAdmin"] = true;
  audit_.record(transaction, actor,
                {.action = "account.sync",
                 .object_type = "account",
                 .object_id = id,
                 .object_name = name,
                 .after = boost::json::serialize(after)});
}

}  // namespace itops::identity
