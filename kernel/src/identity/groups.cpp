#include "identity/groups.hpp"

#include "identity/account_repository.hpp"
#include "identity/group_repository.hpp"
#include "identity/identity_json.hpp"
#include "identity/name_key.hpp"
#include "itops/error.hpp"

namespace itops::identity {
namespace {

std::string document(const AccountGroup& group) {
  boost::json::object shown = groupJson(group, group.permissions);
  shown.erase("memberCount");
  return boost::json::serialize(shown);
}

std::string membership(const Account& account) {
  return boost::json::serialize(
      boost::json::object{{"member", account.name}, {"memberId", account.uuid.toString()}});
}

Account accountOf(Transaction& transaction, const std::string& uuid) {
  const auto id = Uuid::parse(uuid);
  auto account = id ? lockAccount(transaction, *id) : std::nullopt;
  if (account) return *std::move(account);
  throw Error(ErrorKind::kNotFound, "account_not_found", "There is no account '" + uuid + "'.");
}

void requireOtherAdmin(Transaction& transaction, const AccountGroup& group,
                       const Account& account) {
  if (group.name != kAdmins) return;
  lockAdmins(transaction);
  if (hasOtherAdmin(transaction, account.id)) return;
  throw Error(ErrorKind::kConflict, "last_admin",
              "The account '" + account.name +
                  "' is the last administrator who can come in: make another one first.");
}

}  // namespace

AccountGroup Groups::find(Transaction& transaction, const std::string& uuid) const {
  const auto id = Uuid::parse(uuid);
  auto group = id ? findGroup(transaction, *id) : std::nullopt;
  if (group) return *std::move(group);
  throw Error(ErrorKind::kNotFound, "group_not_found", "There is no group '" + uuid + "'.");
}

AccountGroup Groups::findOwn(Transaction& transaction, const std::string& uuid) const {
  const auto id = Uuid::parse(uuid);
  if (id) lockGroup(transaction, *id);
  auto group = find(transaction, uuid);
  if (!group.built_in) return group;
  throw Error(
      ErrorKind::kConflict, "group_built_in",
      "The group '" + group.name + "' is built in and stays as it is: make a group of your own.");
}

std::vector<AccountGroup> Groups::list() {
  std::vector<AccountGroup> groups;
  database_.transact([&](Transaction& transaction) { groups = listGroups(transaction); });
  return groups;
}

AccountGroup Groups::get(const std::string& uuid) {
  AccountGroup group;
  database_.transact([&](Transaction& transaction) { group = find(transaction, uuid); });
  return group;
}

AccountGroup Groups::create(const Request& request, const AccountGroup& wanted) {
  if (!isAccountName(wanted.name)) {
    throw Error(ErrorKind::kInvalid, "fields_invalid", "No group was made; see errors.", {},
                {{"name",
                  "Expected 1 to 128 letters, digits, ._-@+ and blanks, a letter or digit "
                  "first."}});
  }
  rules_.requireKnown(wanted.permissions, "permissions");
  rules_.requireCover(request, wanted.permissions);
  AccountGroup group = wanted;
  group.uuid = Uuid::generate();
  database_.transact([&](Transaction& transaction) {
    group = insertGroup(transaction, group, clock_.now());
    record(transaction, request, "group.create", group, {}, document(group));
  });
  callers_.refreshAfterChange();
  return group;
}

AccountGroup Groups::update(const Request& request, const std::string& uuid,
                            const std::optional<std::string>& description,
                            const std::optional<std::vector<std::string>>& permissions) {
  if (permissions) rules_.requireKnown(*permissions, "permissions");
  AccountGroup group;
  database_.transact([&](Transaction& transaction) {
    group = findOwn(transaction, uuid);
    rules_.requireCover(request, group.permissions);
    const auto before = document(group);
    if (description) group.description = *description;
    if (permissions) group.permissions = *permissions;
    rules_.requireCover(request, group.permissions);
    updateGroup(transaction, group);
    record(transaction, request, "group.update", group, before, document(group));
  });
  callers_.refreshAfterChange();
  return group;
}

void Groups::remove(const Request& request, const std::string& uuid) {
  database_.transact([&](Transaction& transaction) {
    const auto group = findOwn(transaction, uuid);
    rules_.requireCover(request, group.permissions);
    deleteGroup(transaction, group.id);
    record(transaction, request, "group.delete", group, document(group), {});
  });
  callers_.refreshAfterChange();
}

void Groups::addMember(const Request& request, const std::string& uuid,
                       const std::string& account_uuid) {
  database_.transact([&](Transaction& transaction) {
    const auto group = find(transaction, uuid);
    const auto account = accountOf(transaction, account_uuid);
    rules_.requireCover(request, rules_.permissionsOf(group));
    if (!identity::addMember(transaction, group.id, account.id, request.principal().name,
                             std::nullopt, clock_.now())) {
      return;
    }
    record(transaction, request, "group.add_member", group, {}, membership(account));
  });
  callers_.refreshAfterChange();
}

void Groups::removeMember(const Request& request, const std::string& uuid,
                          const std::string& account_uuid) {
  database_.transact([&](Transaction& transaction) {
    const auto group = find(transaction, uuid);
    const auto account = accountOf(transaction, account_uuid);
    rules_.requireCover(request, rules_.permissionsOf(group));
    requireOtherAdmin(transaction, group, account);
    if (!identity::removeMember(transaction, group.id, account.id)) return;
    record(transaction, request, "group.remove_member", group, membership(account), {});
  });
  callers_.refreshAfterChange();
}

void Groups::record(Transaction& transaction, const Request& request, const char* action,
                    const AccountGroup& group, std::string before, std::string after) {
  audit_.record(transaction, request,
                {.action = action,
                 .object_type = "group",
                 .object_id = group.uuid.toString(),
                 .object_name = group.name,
                 .before = std::move(before),
                 .after = std::move(after)});
}

}  // namespace itops::identity
