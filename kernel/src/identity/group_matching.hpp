#pragma once

#include <set>
#include <string>
#include <vector>

#include "identity/account.hpp"
#include "identity/provider_repository.hpp"
#include "itops/auth_provider.hpp"

namespace itops::identity {

/// What a directory's groups mean for ours. Ids of groups.
struct GroupMatch {
  std::set<std::int64_t> managed;  ///< that the directory decides about
  std::set<std::int64_t> wanted;   ///< of these, that the person is a member of
};

/// With mappings those decide alone: by the directory group's whole name (DN), or by its common
/// name where the mapping is none. Without any, a common name that is the name of a group
/// `itops-*` counts, whole and without case. Pure. [any]
GroupMatch matchGroups(const std::vector<AccountGroup>& groups,
                       const std::vector<StoredMapping>& mappings,
                       const std::vector<DirectoryGroup>& of_person);

}  // namespace itops::identity
