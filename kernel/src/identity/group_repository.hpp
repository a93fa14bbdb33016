#pragma once

#include <optional>
#include <string>
#include <vector>

#include "identity/account.hpp"
#include "itops/database.hpp"

/// SQL of groups and their members. All functions throw as Database does. [any]
namespace itops::identity {

/// Own groups are made by people; this many keep every snapshot small.
inline constexpr int kGroupsMax = 2000;

/// All groups, built-in ones first, then by name.
std::vector<AccountGroup> listGroups(Transaction& transaction);
std::optional<AccountGroup> findGroup(Transaction& transaction, const Uuid& uuid);
/// The same; nobody else changes it until the transaction ends.
std::optional<AccountGroup> lockGroup(Transaction& transaction, const Uuid& uuid);
/// The groups that an account is a member of.
std::vector<AccountGroup> groupsOf(Transaction& transaction, std::int64_t account_id);

/// Throws Error(kConflict, "group_exists") for a taken name and Error(kConflict, "groups_max").
AccountGroup insertGroup(Transaction& transaction, const AccountGroup& group, Timestamp now);
/// Stores description and permissions.
void updateGroup(Transaction& transaction, const AccountGroup& group);
void deleteGroup(Transaction& transaction, std::int64_t group_id);

/// False when it was one already.
/// @param by_provider key of the provider whose directory says so; empty when a person does
bool addMember(Transaction& transaction, std::int64_t group_id, std::int64_t account_id,
               const std::string& added_by, const std::optional<std::string>& by_provider,
               Timestamp now);
/// False when it was none.
bool removeMember(Transaction& transaction, std::int64_t group_id, std::int64_t account_id);

}  // namespace itops::identity
